package table

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// Encoding names how a file's characters are stored, as people know it.
type Encoding string

// The encodings that are recognised.
const (
	UTF8        Encoding = "UTF-8"
	UTF8BOM     Encoding = "UTF-8 with BOM"
	UTF16LE     Encoding = "UTF-16 LE"
	UTF16BE     Encoding = "UTF-16 BE"
	CP932       Encoding = "CP932 (Shift_JIS)"
	EUCJP       Encoding = "EUC-JP"
	Windows1252 Encoding = "Windows-1252 (Latin-1)"
)

// ParseEncoding reads an encoding as people type it: utf-8, sjis, cp932, latin1.
func ParseEncoding(s string) (Encoding, error) {
	key := strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(s))
	switch key {
	case "utf8":
		return UTF8, nil
	case "utf16", "utf16le":
		return UTF16LE, nil
	case "utf16be":
		return UTF16BE, nil
	case "cp932", "sjis", "shiftjis", "windows31j", "ms932":
		return CP932, nil
	case "eucjp", "euc":
		return EUCJP, nil
	case "latin1", "iso88591", "windows1252", "cp1252":
		return Windows1252, nil
	}
	return "", fmt.Errorf("the encoding %q is not known; use utf-8, utf-16, cp932, euc-jp or latin1", s)
}

// decoder returns what turns the encoding into UTF-8, or nil where the bytes
// are UTF-8 already.
func (e Encoding) decoder() *encoding.Decoder {
	switch e {
	case UTF16LE:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
	case UTF16BE:
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()
	case CP932:
		return japanese.ShiftJIS.NewDecoder()
	case EUCJP:
		return japanese.EUCJP.NewDecoder()
	case Windows1252:
		return charmap.Windows1252.NewDecoder()
	}
	return nil
}

// enough is how many characters outside ASCII settle the encoding. A file that
// is plain ASCII is looked at to its end, so that one name in its last row
// still counts.
const enough = 1 << 16

// recognise tells the encoding of r by what its bytes can validly be and, where
// several are possible, by which of them reads like text.
func recognise(r *bufio.Reader) (Encoding, error) {
	head, err := r.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	if e := byMark(head); e != "" {
		return e, nil
	}
	if e := byZeros(head); e != "" {
		return e, nil
	}
	var w witness
	buf := make([]byte, max(r.Size(), 4096))
	for w.outside < enough {
		n, err := r.Read(buf)
		w.look(buf[:n])
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", err
		}
	}
	return w.verdict(), nil
}

func byMark(b []byte) Encoding {
	switch {
	case len(b) >= 3 && b[0] == 0xEF && b[1] == 0xBB && b[2] == 0xBF:
		return UTF8BOM
	case len(b) >= 2 && b[0] == 0xFF && b[1] == 0xFE:
		return UTF16LE
	case len(b) >= 2 && b[0] == 0xFE && b[1] == 0xFF:
		return UTF16BE
	}
	return ""
}

// byZeros finds UTF-16 without a mark: the delimiters, digits and Latin letters
// of any table leave a zero in every second byte.
func byZeros(b []byte) Encoding {
	if len(b) < 4 {
		return ""
	}
	var zeros [2]int
	for i, c := range b {
		if c == 0 {
			zeros[i&1]++
		}
	}
	half := len(b) / 2
	switch {
	case zeros[1] > half/5 && zeros[0] <= zeros[1]/20:
		return UTF16LE
	case zeros[0] > half/5 && zeros[1] <= zeros[0]/20:
		return UTF16BE
	}
	return ""
}
