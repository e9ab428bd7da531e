package model

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"slices"
	"strings"
)

// A KeyID is the fingerprint of a public key, as OpenSSH writes it:
// "SHA256:" and 43 characters of base64.
type KeyID string

// A Key is a public key by which a person is known when they come over SSH.
type Key struct {
	ID      KeyID   `cbor:"1,keyasint" json:"id"`
	User    UserID  `cbor:"2,keyasint" json:"user"`
	Line    string  `cbor:"3,keyasint" json:"line"`                        // its type and the key in base64, one blank between them
	Comment string  `cbor:"4,keyasint,omitempty" json:"comment,omitempty"` // what stood behind it
	By      UserID  `cbor:"5,keyasint" json:"by"`
	At      Instant `cbor:"6,keyasint" json:"at"`
}

// Ref names the record.
func (k *Key) Ref() Ref { return Ref{KeyRecord, string(k.ID)} }

// Type is the key's type, such as ssh-ed25519.
func (k *Key) Type() string {
	typ, _, _ := strings.Cut(k.Line, " ")
	return typ
}

// Pub is the key as it stands in a .pub file.
func (k *Key) Pub() string { return strings.TrimSpace(k.Line + " " + k.Comment) }

// keyTypes are the types of keys that are taken: those that OpenSSH makes today.
var keyTypes = []string{
	"ssh-ed25519", "sk-ssh-ed25519@openssh.com", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
	"sk-ecdsa-sha2-nistp256@openssh.com", "ssh-rsa",
}

// leastRSA is how many bits an RSA key has at least.
const leastRSA = 2048

// ParseKey reads a public key as it stands in a .pub file: a type, the key in
// base64, and perhaps a comment. It fails with a [BadValue] whose value never
// holds more than the first word: what was given may be a private key.
func ParseKey(s string) (Key, error) {
	words := strings.Fields(s)
	var given string
	if len(words) > 0 {
		given = words[0]
	}
	if strings.Contains(s, "PRIVATE KEY") {
		return Key{}, &Refusal{Code: PrivateKey}
	}
	bad := &Refusal{Code: BadValue, Field: "key", Value: firstRunes(given, 40), Shape: KeyShape}
	if strings.ContainsAny(strings.TrimSpace(s), "\r\n") || len(words) < 2 || !slices.Contains(keyTypes, words[0]) {
		return Key{}, bad
	}
	blob, err := base64.StdEncoding.DecodeString(words[1])
	if err != nil {
		return Key{}, bad
	}
	parts := keyParts(blob)
	if len(parts) < 2 || string(parts[0]) != words[0] {
		return Key{}, bad
	}
	if words[0] == "ssh-rsa" && (len(parts) != 3 || bits(parts[2]) < leastRSA) {
		return Key{}, &Refusal{Code: WeakKey, Field: "key", Max: leastRSA}
	}
	comment, err := line("comment", strings.Join(words[2:], " "))
	if err != nil {
		return Key{}, err
	}
	return Key{ID: KeyIDOf(blob), Line: words[0] + " " + words[1], Comment: comment}, nil
}

// KeyIDOf is the fingerprint of a key in its wire form (RFC 4253, 6.6).
func KeyIDOf(blob []byte) KeyID {
	sum := sha256.Sum256(blob)
	return KeyID("SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:]))
}

// keyParts are the strings of a key's wire form, nil where it is none.
func keyParts(blob []byte) [][]byte {
	var parts [][]byte
	for len(blob) > 0 {
		if len(blob) < 4 {
			return nil
		}
		n := int(binary.BigEndian.Uint32(blob))
		if n > len(blob)-4 {
			return nil
		}
		parts, blob = append(parts, blob[4:4+n]), blob[4+n:]
	}
	return parts
}

// bits is how long a number is.
func bits(number []byte) int {
	for len(number) > 0 && number[0] == 0 {
		number = number[1:]
	}
	if len(number) == 0 {
		return 0
	}
	n := 8 * len(number)
	for top := number[0]; top&0x80 == 0; top <<= 1 {
		n--
	}
	return n
}

// firstRunes is the beginning of a text.
func firstRunes(s string, n int) string {
	if all := []rune(s); len(all) > n {
		return string(all[:n])
	}
	return s
}

// AddKey has a person be known by one more public key.
type AddKey struct {
	User UserID
	Line string // as it stands in a .pub file
}

const VerbAddKey Verb = "key-add"

func (AddKey) Verb() Verb    { return VerbAddKey }
func (AddKey) may() right    { return right{least: Admin} }
func (AddKey) undo() undoing { return restores }

func (c AddKey) decide(d *decider) error {
	if c.User == "" {
		return &Refusal{Code: Missing, Field: "user"}
	}
	if err := d.activeUser(c.User); err != nil {
		return err
	}
	return d.addKey(c.User, c.Line)
}

// addKey has a person, who is on the desk, be known by a key.
func (d *decider) addKey(user UserID, line string) error {
	key, err := ParseKey(line)
	if err != nil {
		return err
	}
	before, err := d.current(key.Ref())
	if err != nil {
		return err
	}
	if known, ok := before.(*Key); ok {
		if known.User == user {
			return &Refusal{Code: NothingDone}
		}
		return &Refusal{Code: KeyTaken, Ref: known.Ref(), By: known.User}
	}
	key.User, key.By, key.At = user, d.who.ID, d.env.Now
	d.put(nil, &key)
	return nil
}

// RemoveKey has nobody be known by a key any more.
type RemoveKey struct{ Key KeyID }

const VerbRemoveKey Verb = "key-remove"

func (RemoveKey) Verb() Verb    { return VerbRemoveKey }
func (RemoveKey) may() right    { return right{least: Admin} }
func (RemoveKey) undo() undoing { return restores }

func (c RemoveKey) decide(d *decider) error {
	ref := Ref{KeyRecord, string(c.Key)}
	before, err := d.Record(ref)
	if err != nil {
		return err
	}
	if isNil(before) {
		return &Refusal{Code: NotFound, Ref: ref}
	}
	d.remove(before)
	return nil
}
