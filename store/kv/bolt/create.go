package bolt

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	bbolt "go.etcd.io/bbolt"

	"koe/store/kv"
	"koe/store/whole"
)

// create makes an empty database at path. When another process was faster, its file stays.
func create(path string) error {
	if err := makeFolders(filepath.Dir(path)); err != nil {
		return err
	}
	err := publish(path, func(temporary string) error {
		return build(temporary, 1, func(*bbolt.DB) (tallies, error) { return tallies{}, nil })
	})
	if errors.Is(err, kv.ErrExists) {
		return nil
	}
	return err
}

// build makes a bbolt file at path, lets fill put tables into it and say what they hold, and then
// writes the engine's bucket.
func build(path string, v kv.Version, fill func(*bbolt.DB) (tallies, error)) error {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockWait, FreelistType: bbolt.FreelistArrayType, NoSync: true, InitialMmapSize: leastBuild})
	if err != nil {
		return err
	}
	filled, err := fill(db)
	if err == nil {
		err = db.Update(func(tx *bbolt.Tx) error {
			own, err := tx.CreateBucket(ownBucket)
			if err != nil {
				return err
			}
			if err := own.Put(formatKey, kv.Seal(formatKey, []byte{format})); err != nil {
				return err
			}
			return putState(own, v, filled)
		})
	}
	return errors.Join(err, db.Close())
}

// leastBuild is the address space for a file being built; nobody reads it meanwhile, so growing it
// costs little.
const leastBuild = 64 << 10

// publish has write make a file under a temporary name beside path, syncs it and gives it its name,
// so that path is at every moment either absent or whole. It fails with kv.ErrExists rather than
// replace a file.
func publish(path string, write func(temporary string) error) error {
	file, err := whole.Passing(path)
	if err != nil {
		return err
	}
	temporary := file.Name()
	defer os.Remove(temporary)
	err = errors.Join(file.Close(), write(temporary))
	if err != nil {
		return err
	}
	if err := syncFile(temporary); err != nil {
		return err
	}
	if err = whole.Name(temporary, path); errors.Is(err, fs.ErrExist) {
		return kv.ErrExists
	}
	return err
}

// makeFolders makes the missing folders up to dir, for this user alone, and syncs what they were
// made in.
func makeFolders(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	parent := filepath.Dir(dir)
	if err := makeFolders(parent); err != nil {
		return err
	}
	if err := os.Mkdir(dir, dirMode); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return whole.SyncFolder(parent)
}

// syncFile brings a file to the disk.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
