package jsmod

import (
	"context"
	"net"
	"os"
	"strings"

	"tlsjs/internal/transport"
	"tlsjs/jsmod/internal/hostfs"
	"tlsjs/jsmod/module"
)

func hostFS() module.FS { return hostfs.New() }

// hostNet is the process's own network.
type hostNet struct{}

func (hostNet) Dial(ctx context.Context, network, address string, local net.Addr) (net.Conn, error) {
	return transport.Dial(ctx, network, address, local)
}

func (hostNet) Listen(ctx context.Context, network, address string, opt module.ListenOptions) (net.Listener, error) {
	return transport.Listen(ctx, network, address, transport.ListenOptions(opt))
}

func (hostNet) Resolver() *net.Resolver { return net.DefaultResolver }

// hostEnv is the process's own environment.
type hostEnv struct{}

func (hostEnv) Get(name string) (string, bool) { return os.LookupEnv(name) }
func (hostEnv) Set(name, value string) error   { return os.Setenv(name, value) }
func (hostEnv) Unset(name string) error        { return os.Unsetenv(name) }
func (hostEnv) Names() []string {
	all := os.Environ()
	names := make([]string, 0, len(all))
	for _, pair := range all {
		// Windows has names that begin with an equals sign.
		if i := strings.IndexByte(pair[min(1, len(pair)):], '='); i >= 0 {
			names = append(names, pair[:i+1])
		}
	}
	return names
}
