package fs

import (
	"syscall"
	"time"
)

// fill takes the numbers of the system. Linux tells no time of birth in
// struct stat; libuv then gives that of the last change.
func (s *stat) fill(sys any) {
	st, ok := sys.(*syscall.Stat_t)
	if !ok {
		return
	}
	s.dev, s.mode, s.nlink = int64(st.Dev), int64(st.Mode), int64(st.Nlink)
	s.uid, s.gid, s.rdev = int64(st.Uid), int64(st.Gid), int64(st.Rdev)
	s.blksize, s.ino, s.size, s.blocks = int64(st.Blksize), int64(st.Ino), st.Size, st.Blocks
	s.atime = time.Unix(st.Atim.Unix())
	s.mtime = time.Unix(st.Mtim.Unix())
	s.ctime = time.Unix(st.Ctim.Unix())
	s.birthtime = s.ctime
}
