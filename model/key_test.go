package model

import (
	"errors"
	"strings"
	"testing"
)

const (
	benKey  = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPqAhHHz0EleVLx9Jvj09FcCBwdkck8HGVPx5RnBRA1L"
	weakKey = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC46VEuOLK3z9eIPSlURf+FDRSQD4JxPTQvZcAyyPBfumOfbB1H26rEaIyvKtfuNPb8B5YYxsaQsiba6XB3TMukCEtKqhGstI103e6/EP4Vos+7j/591m9wmuutr0MPKGgVxTpOkDnhFdz7CasYVf+IFWiT/aFY1K+XvsmcF6diNw=="
	rsaKey  = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC93fVvW6JCvYZpi3WgrFAsPf7Zn/nH/LZMQsEdRovOr0ddUtFOa0dPOyy3amovKGCPTHYNTd3XSlfEhi9Hiu5eUIIg7Rd63gEQw6dQkqrEFBZO5iiJ89U5yB3FkG/VqkTSAD9Oi2M6T/cbcY009BbAtNgvV+tm+ISRSQy3Kvsj/BdmUiKfv7HLqcvuT7sVYwRx6xqhmmVLe6ymeFieCT1N8KT08e6R0hxr9oPszdnHrKoS17wdaQpHsrOShTLrJd8q3q7A8tmx0oudniAWxlDd9VfdoG92+jkJMojOx2qr8lYoKXgIvtSFMKSdKaXH97f80XjG6qlqLAcwfo7YBNrV"
)

// The fingerprints are those that ssh-keygen -l prints.
func TestParseKey(t *testing.T) {
	for _, c := range []struct {
		typed   string
		id      KeyID
		comment string
	}{
		{benKey + " ben@desk\n", "SHA256:S8C1NwNmfX6+VWCEPe92IXsUOQaRP2U5Qqc6uS1JJT8", "ben@desk"},
		{"  " + benKey + "   森 の鍵 ", "SHA256:S8C1NwNmfX6+VWCEPe92IXsUOQaRP2U5Qqc6uS1JJT8", "森 の鍵"},
		{rsaKey, "SHA256:nvvA+w6WjCmXmhJiXoUsfrXYSOmlpJyW60bsFIB8DfU", ""},
	} {
		k, err := ParseKey(c.typed)
		if err != nil || k.ID != c.id || k.Comment != c.comment || k.Line != strings.Join(strings.Fields(c.typed)[:2], " ") {
			t.Errorf("%q reads as %+v, %v", c.typed, k, err)
		}
	}
	blob := strings.Fields(benKey)[1]
	for typed, want := range map[string]RefusalCode{
		"": BadValue, "ssh-ed25519": BadValue, "ssh-dss " + blob: BadValue, "ssh-rsa " + blob: BadValue, "ssh-ed25519 AAAA": BadValue,
		"ssh-ed25519 " + blob[:40]: BadValue, "ssh-ed25519 ー": BadValue, "from=\"*\" " + benKey: BadValue, benKey + "\n" + rsaKey: BadValue,
		"command=\"x\",no-pty " + benKey: BadValue, weakKey: WeakKey,
		"-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ": PrivateKey,
	} {
		var refused *Refusal
		_, err := ParseKey(typed)
		if !errors.As(err, &refused) || refused.Code != want {
			t.Errorf("%q is refused with %v, want %s", typed, err, want)
		} else if strings.Contains(err.Error(), "b3BlbnNz") {
			t.Errorf("what was given is said again: %v", err)
		}
	}
}

// A key is one person's, comes back when its removal is taken back, and is gone
// when its registration is.
func TestAKeyIsOnePersons(t *testing.T) {
	w := newWorld(t)
	w.do("root", AddKey{User: "ben", Line: benKey + " laptop"})
	key := Ref{KeyRecord, "SHA256:S8C1NwNmfX6+VWCEPe92IXsUOQaRP2U5Qqc6uS1JJT8"}
	if k, ok := w.records[key].(*Key); !ok || k.User != "ben" || k.By != "root" || k.Comment != "laptop" || k.At != testNow {
		t.Errorf("%+v", w.records[key])
	}
	w.refuses("root", AddKey{User: "ben", Line: benKey}, Refusal{Code: NothingDone})
	w.refuses("root", AddKey{User: "aya", Line: benKey}, Refusal{Code: KeyTaken, Ref: key, By: "ben"})
	w.refuses("root", AddKey{User: "left", Line: rsaKey}, Refusal{Code: Retired, Ref: Ref{UserRecord, "left"}})
	w.refuses("root", AddKey{User: "nobody", Line: rsaKey}, Refusal{Code: NotFound, Ref: Ref{UserRecord, "nobody"}})
	w.refuses("root", AddKey{Line: rsaKey}, Refusal{Code: Missing, Field: "user"})
	w.do("root", RemoveKey{Key: KeyID(key.Key)})
	if w.records[key] != nil {
		t.Errorf("%+v is left", w.records[key])
	}
	w.refuses("root", RemoveKey{Key: KeyID(key.Key)}, Refusal{Code: NotFound, Ref: key})
	w.do("root", Undo{})
	if k, ok := w.records[key].(*Key); !ok || k.User != "ben" || k.Line != benKey {
		t.Errorf("taken back: %+v", w.records[key])
	}
	w = newWorld(t)
	w.do("root", AddKey{User: "ben", Line: benKey})
	w.do("root", Undo{})
	if w.records[key] != nil {
		t.Errorf("taken back: %+v", w.records[key])
	}
}
