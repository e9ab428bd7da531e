package kv

import (
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
)

// SealSize is how many bytes a seal adds to a value.
const SealSize = 4

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Seal returns a new slice: the value, then the CRC-32C of the key's length, the key and the value.
// The key counts because a file can also deliver the right value under the wrong key, and its
// length so that bytes cannot move from one to the other unseen.
func Seal(key, value []byte) []byte {
	return AppendSeal(append(make([]byte, 0, len(value)+SealSize), value...), key)
}

// AppendSeal seals a value in its own slice, for callers who encode into memory with room to spare.
func AppendSeal(value, key []byte) []byte {
	return binary.BigEndian.AppendUint32(value, checksum(key, value))
}

// Unseal checks a sealed value and returns it without its seal, in the same memory. A value that
// does not belong to the key, or changed by itself, is a *Damage that names the key.
func Unseal(key, sealed []byte) ([]byte, error) {
	n := len(sealed) - SealSize
	if n < 0 {
		return nil, &Damage{Where: "key " + keyName(key), What: "its value is cut short"}
	}
	if value := sealed[:n:n]; binary.BigEndian.Uint32(sealed[n:]) == checksum(key, value) {
		return value, nil
	}
	return nil, &Damage{Where: "key " + keyName(key), What: "its value does not match its checksum"}
}

func checksum(key, value []byte) uint32 {
	var size [4]byte
	binary.BigEndian.PutUint32(size[:], uint32(len(key)))
	sum := crc32.Update(0, castagnoli, size[:])
	return crc32.Update(crc32.Update(sum, castagnoli, key), castagnoli, value)
}

// keyName writes a key so that it can be read aloud and pasted: hexadecimal, shortened when long.
func keyName(key []byte) string {
	const shown = 32
	if len(key) > shown {
		return hex.EncodeToString(key[:shown]) + "…"
	}
	return hex.EncodeToString(key)
}
