package constants

// openNames is Node's order of the flags of open in fs.constants.
var openNames = []string{
	"O_CREAT", "O_EXCL", "UV_FS_O_FILEMAP", "O_NOCTTY", "O_TRUNC", "O_APPEND", "O_DIRECTORY",
	"O_NOATIME", "O_NOFOLLOW", "O_SYNC", "O_DSYNC", "O_SYMLINK", "O_DIRECT", "O_NONBLOCK",
}

// filesystem returns fs.constants. The S_I numbers are POSIX's and hold on
// every platform, for libuv makes them up on Windows; the UV_ ones are libuv's.
func filesystem() []constant {
	list := []constant{{"UV_FS_SYMLINK_DIR", int64(1)}, {"UV_FS_SYMLINK_JUNCTION", int64(2)}}
	flags := openFlags()
	list = append(list, ordered([]string{"O_RDONLY", "O_WRONLY", "O_RDWR"}, flags)...)
	list = append(list, fileTypes...)
	list = append(list, ordered(openNames, flags)...)
	list = append(list, filePermissions...)
	return append(list, fileRest...)
}

var fileTypes = []constant{
	{"UV_DIRENT_UNKNOWN", int64(0)},
	{"UV_DIRENT_FILE", int64(1)},
	{"UV_DIRENT_DIR", int64(2)},
	{"UV_DIRENT_LINK", int64(3)},
	{"UV_DIRENT_FIFO", int64(4)},
	{"UV_DIRENT_SOCKET", int64(5)},
	{"UV_DIRENT_CHAR", int64(6)},
	{"UV_DIRENT_BLOCK", int64(7)},
	{"EXTENSIONLESS_FORMAT_JAVASCRIPT", int64(0)},
	{"EXTENSIONLESS_FORMAT_WASM", int64(1)},
	{"S_IFMT", int64(0o170000)},
	{"S_IFREG", int64(0o100000)},
	{"S_IFDIR", int64(0o040000)},
	{"S_IFCHR", int64(0o020000)},
	{"S_IFBLK", int64(0o060000)},
	{"S_IFIFO", int64(0o010000)},
	{"S_IFLNK", int64(0o120000)},
	{"S_IFSOCK", int64(0o140000)},
}

var filePermissions = []constant{
	{"S_IRWXU", int64(0o700)},
	{"S_IRUSR", int64(0o400)},
	{"S_IWUSR", int64(0o200)},
	{"S_IXUSR", int64(0o100)},
	{"S_IRWXG", int64(0o070)},
	{"S_IRGRP", int64(0o040)},
	{"S_IWGRP", int64(0o020)},
	{"S_IXGRP", int64(0o010)},
	{"S_IRWXO", int64(0o007)},
	{"S_IROTH", int64(0o004)},
	{"S_IWOTH", int64(0o002)},
	{"S_IXOTH", int64(0o001)},
}

var fileRest = []constant{
	{"F_OK", int64(0)},
	{"R_OK", int64(4)},
	{"W_OK", int64(2)},
	{"X_OK", int64(1)},
	{"UV_FS_COPYFILE_EXCL", int64(1)},
	{"COPYFILE_EXCL", int64(1)},
	{"UV_FS_COPYFILE_FICLONE", int64(2)},
	{"COPYFILE_FICLONE", int64(2)},
	{"UV_FS_COPYFILE_FICLONE_FORCE", int64(4)},
	{"COPYFILE_FICLONE_FORCE", int64(4)},
}
