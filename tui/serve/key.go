package serve

import (
	"errors"
	"fmt"
	"net"

	gossh "golang.org/x/crypto/ssh"

	"koe/model"
)

// The algorithms by which a key may be proved: none that rests on SHA-1.
var keyAlgorithms = []string{
	gossh.KeyAlgoED25519, gossh.KeyAlgoSKED25519, gossh.KeyAlgoSKECDSA256, gossh.KeyAlgoECDSA256, gossh.KeyAlgoECDSA384, gossh.KeyAlgoECDSA521,
	gossh.KeyAlgoRSASHA256, gossh.KeyAlgoRSASHA512,
}

// extKey is under which name the proved key of a connection is kept.
const extKey = "koe-key"

// mostTries is how many keys a client may offer on one connection.
const mostTries = 8

// config says how a connection is secured and who may come.
func (s *Server) config() *gossh.ServerConfig {
	return &gossh.ServerConfig{
		MaxAuthTries: mostTries, PublicKeyAuthAlgorithms: keyAlgorithms,
		// It is asked for every key that is offered, before any is proved: what it
		// gives out counts only with the one that was.
		PublicKeyCallback: func(_ gossh.ConnMetadata, key gossh.PublicKey) (*gossh.Permissions, error) {
			id := model.KeyIDOf(key.Marshal())
			_, known, err := s.o.House.Known(s.life, id)
			switch {
			case err != nil:
				return nil, fmt.Errorf("look a key up: %w", err)
			case !known:
				return nil, &unknownKeyError{id}
			}
			return &gossh.Permissions{Extensions: map[string]string{extKey: string(id)}}, nil
		},
	}
}

// An unknownKeyError is a key that nobody of the desk has.
type unknownKeyError struct{ key model.KeyID }

func (e *unknownKeyError) Error() string { return "nobody is known by the key " + string(e.key) }

// reason is why a connection came to nothing, for the log.
func reason(err error) string {
	var auth *gossh.ServerAuthError
	if errors.As(err, &auth) {
		for _, one := range auth.Errors {
			var unknown *unknownKeyError
			if errors.As(one, &unknown) {
				return one.Error()
			}
		}
		return "no key was given"
	}
	var late net.Error
	if errors.As(err, &late) && late.Timeout() {
		return "it took too long to give a key"
	}
	return "no SSH, or not what is spoken here"
}

func (s *Server) refused(conn net.Conn, why string) {
	s.o.Log.Warn("refused", "from", addressOf(conn.RemoteAddr()), "why", why)
}

// addressOf is an address without its port.
func addressOf(a net.Addr) string {
	if host, _, err := net.SplitHostPort(a.String()); err == nil {
		return host
	}
	return a.String()
}
