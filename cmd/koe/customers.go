package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"koe/model"
	"koe/model/text"
)

func (p *program) customersCommand() *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:   "customers [NAME]",
		Short: "The customers of the desk, and two that are one",
		Long: "List the customers whose name or account begins with NAME, all of them without it.\n" +
			"koe import --as customers brings them in from a file; a new name in an issue makes one too.",
		Example: "  koe customers\n  koe customers 田中\n  koe customers merge 'Tanaka Shoji' 田中商事\n  koe import customers.csv --as customers",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("which customers? koe customers NAME, in quotes where it has spaces")
			}
			return nil
		},
		ValidArgsFunction: p.offers(upTo(1, customerOffer)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.listCustomers(cmd, strings.Join(args, ""), limit)
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 0, "at most so many (50 on a terminal's worth of lines; 0 is all with --json)")
	p.jsonFlag(cmd)
	cmd.AddCommand(p.mergeCommand())
	p.inJapanese(cmd, wording{
		short: "お客様の一覧と、重複しているお客様の統合",
		long: "氏名または会員番号が NAME で始まるお客様を一覧表示します。NAME がなければ全員を表示します。\n" +
			"koe import --as customers でファイルから取り込めます。お申し出に新しい氏名があれば、そのお客様も登録されます。",
		flags: map[string]string{"limit": "表示する件数の上限: 省略時は50件、--json では 0 ですべて"},
	})
	return cmd
}

func (p *program) listCustomers(cmd *cobra.Command, typed string, limit int) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	switch {
	case limit < 0:
		return usage("--limit wants a number of rows, not %d", limit)
	case limit == 0 && p.json:
		limit = math.MaxInt - 1
	case limit == 0:
		limit = 50
	}
	return p.with(cmd.Context(), func(s *session) error {
		found, err := s.CustomersStarting(cmd.Context(), typed, limit+1)
		if err != nil {
			return err
		}
		more := len(found) > limit
		found = found[:min(limit, len(found))]
		for _, c := range found {
			if p.json {
				if err := printJSON(cmd.OutOrStdout(), c); err != nil {
					return err
				}
				continue
			}
			out.customer(s, c)
		}
		switch {
		case p.json:
		case len(found) == 0:
			out.line("%s", out.words.Common.NoMatch)
		case more:
			out.line("%s", out.words.Shell.Matches(len(found)))
		}
		return out.err
	})
}

// customer prints a customer on one line: number, name, reading, account,
// segment, phones.
func (o *printer) customer(s *session, c model.Customer) {
	o.line("%s %s %s %s %s %s", pad(c.ID.String(), 8), pad(c.Name, 24), pad(c.Reading, 20), pad(c.Account, 14),
		pad(c.SegmentOn(s.Now().Day(s.zone)), 6), strings.Join(c.Phones, " "))
}

func (p *program) mergeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "merge CUSTOMER INTO",
		Short: "Say that two customers are one",
		Long: "Make one customer lead to another: C-12, a name or an account names each. No issue is rewritten,\n" +
			"and koe undo takes it back.",
		Example: "  koe customers merge 'Tanaka Shoji' 田中商事\n  koe customers merge C-31 C-12",
		Args:    exactly(2, "which two? koe customers merge CUSTOMER INTO"),

		ValidArgsFunction: p.offers(upTo(2, customerOffer)),
		RunE: func(cmd *cobra.Command, args []string) error {
			merge := func(s *session) (model.Command, error) {
				from, err := s.customer(cmd, args[0])
				if err != nil {
					return nil, err
				}
				into, err := s.customer(cmd, args[1])
				return model.MergeCustomers{From: from, Into: into}, err
			}
			return p.send(cmd, merge, func(out *printer, _ *session, receipt model.Receipt) error {
				if p.json {
					return printJSON(cmd.OutOrStdout(), receipt)
				}
				out.line("%s", out.words.Shell.TagChanged)
				return out.err
			})
		},
	}
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{
		short: "2件のお客様を同一のお客様として統合する",
		long: "一方のお客様をもう一方に統合します。C-12 のような番号、氏名、会員番号のいずれかで指定します。\n" +
			"お申し出は書き換えません。koe undo で元に戻せます。",
	})
	return cmd
}

// customer finds the one customer that a person names.
func (s *session) customer(cmd *cobra.Command, typed string) (model.CustomerID, error) {
	all, err := s.CustomersStarting(cmd.Context(), "", math.MaxInt)
	if err != nil {
		return 0, err
	}
	key := text.Key(typed)
	named := slices.DeleteFunc(all, func(c model.Customer) bool {
		return text.Key(c.Name) != key && text.Key(c.Account) != key && !strings.EqualFold(c.ID.String(), typed)
	})
	switch len(named) {
	case 0:
		return 0, fmt.Errorf("there is no customer %q; koe customers lists them", typed)
	case 1:
		return named[0].ID, nil
	}
	return 0, fmt.Errorf("%d customers are called %q; name one by its number, such as %s", len(named), typed, named[0].ID)
}
