package fs

import (
	"syscall"
	"time"
)

// fill takes the numbers of the system.
func (s *stat) fill(sys any) {
	st, ok := sys.(*syscall.Stat_t)
	if !ok {
		return
	}
	s.dev, s.mode, s.nlink = int64(st.Dev), int64(st.Mode), int64(st.Nlink)
	s.uid, s.gid, s.rdev = int64(st.Uid), int64(st.Gid), int64(st.Rdev)
	s.blksize, s.ino, s.size, s.blocks = int64(st.Blksize), int64(st.Ino), st.Size, st.Blocks
	s.atime = time.Unix(st.Atimespec.Unix())
	s.mtime = time.Unix(st.Mtimespec.Unix())
	s.ctime = time.Unix(st.Ctimespec.Unix())
	s.birthtime = time.Unix(st.Birthtimespec.Unix())
}
