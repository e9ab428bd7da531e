package demo

import (
	"time"

	"koe/model"
)

// topics are what the desk's complaints are about. Three of them move: double
// charges surge in the last two weeks, refund delays rise slowly, and hold
// music has been fixed by an action. How people put each, and what it is
// tagged with, is in a language's voices.
var topics = []topic{
	{about: "billing/double-charge", rate: 1.6, surge: surge{from: 13, grow: 2, until: 0, times: 4}, severity: model.S2, wish: model.WishRefund},
	{about: "billing/refund-delay", rate: 1.5, surge: surge{from: 42, grow: 28, until: 0, times: 2.9}, severity: model.S2, wish: model.WishRefund},
	{about: "billing/wrong-amount", rate: 1.1, season: 0.1, peak: time.January, severity: model.S3, wish: model.WishExplanation},
	{about: "billing/invoice-missing", rate: 0.8, season: 0.2, peak: time.March, severity: model.S3, wish: model.WishExplanation},
	{about: "billing/payment-method", rate: 0.6, severity: model.S3, wish: model.WishExplanation},
	{about: "delivery/late", rate: 3.2, season: 0.35, peak: time.December, severity: model.S3, wish: model.WishExplanation},
	{about: "delivery/damaged-box", rate: 1.4, season: 0.1, peak: time.July, severity: model.S3, wish: model.WishReplacement},
	{about: "delivery/wrong-address", rate: 0.7, severity: model.S2, wish: model.WishReplacement},
	{about: "delivery/missing-item", rate: 1.2, season: 0.1, peak: time.December, severity: model.S2, wish: model.WishReplacement},
	{about: "delivery/courier-manners", rate: 0.5, severity: model.S3, wish: model.WishApology},
	{about: "delivery/tracking", rate: 0.8, season: 0.2, peak: time.December, severity: model.S4, wish: model.WishExplanation},
	{about: "product/broken-on-arrival", rate: 1.8, severity: model.S3, wish: model.WishReplacement},
	{about: "product/stopped-working", rate: 1.6, severity: model.S3, wish: model.WishRepair},
	{about: "product/battery", rate: 0.9, season: 0.15, peak: time.August, severity: model.S3, wish: model.WishReplacement},
	{about: "product/size", rate: 1.3, season: 0.2, peak: time.October, severity: model.S4, wish: model.WishReplacement},
	{about: "product/not-as-described", rate: 1.5, severity: model.S3, wish: model.WishRefund},
	{about: "product/smell", rate: 0.4, season: 0.3, peak: time.July, severity: model.S4, wish: model.WishRefund},
	{about: "product/manual", rate: 0.5, severity: model.S4, wish: model.WishExplanation},
	{about: "product/safety", rate: 0.06, severity: model.S1, wish: model.WishReplacement},
	{about: "returns/no-label", rate: 0.9, season: 0.1, peak: time.January, severity: model.S3, wish: model.WishExplanation},
	{about: "returns/refused", rate: 0.7, severity: model.S2, wish: model.WishRefund},
	{about: "returns/pickup", rate: 0.8, severity: model.S3, wish: model.WishCallback},
	{about: "contact/wait-time", rate: 3.0, season: 0.15, peak: time.December, severity: model.S3, wish: model.WishApology},
	{about: "contact/hold-music", rate: 1.7, surge: surge{from: 41, grow: 3, until: 0, times: 0.3}, severity: model.S4, wish: model.WishNothing},
	{about: "contact/no-callback", rate: 1.6, severity: model.S2, wish: model.WishCallback},
	{about: "contact/passed-around", rate: 1.1, severity: model.S3, wish: model.WishApology},
	{about: "contact/agent-manners", rate: 0.6, severity: model.S3, wish: model.WishApology},
	{about: "contact/email-unanswered", rate: 1.0, severity: model.S3, wish: model.WishExplanation},
	{about: "account/login", rate: 1.5, season: 0.1, peak: time.January, surge: surge{from: 210, grow: 0, until: 200, times: 5}, severity: model.S3, wish: model.WishExplanation},
	{about: "account/locked", rate: 0.6, severity: model.S3, wish: model.WishExplanation},
	{about: "account/personal-data", rate: 0.12, severity: model.S1, wish: model.WishExplanation},
	{about: "account/newsletter", rate: 0.7, season: 0.2, peak: time.November, severity: model.S4, wish: model.WishCancellation},
	{about: "account/points", rate: 0.8, season: 0.2, peak: time.December, severity: model.S3, wish: model.WishExplanation},
	{about: "app/crash", rate: 1.1, severity: model.S3, wish: model.WishExplanation},
	{about: "app/slow", rate: 0.7, severity: model.S4, wish: model.WishExplanation},
	{about: "app/search", rate: 0.4, severity: model.S4, wish: model.WishChange},
	{about: "contract/cancellation", rate: 1.2, season: 0.15, peak: time.March, severity: model.S2, wish: model.WishCancellation},
	{about: "contract/subscription-unclear", rate: 0.8, severity: model.S2, wish: model.WishCancellation},
	{about: "shop/price-changed", rate: 0.6, season: 0.2, peak: time.November, severity: model.S3, wish: model.WishRefund},
	{about: "shop/out-of-stock", rate: 0.9, season: 0.3, peak: time.December, severity: model.S4, wish: model.WishExplanation},
}
