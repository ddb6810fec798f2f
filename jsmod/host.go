package jsmod

import (
	"context"
	"net"

	"tlsjs/internal/transport"
	"tlsjs/jsmod/internal/hostfs"
	"tlsjs/jsmod/internal/hostproc"
	"tlsjs/jsmod/module"
)

// SystemProcesses starts programs of the machine, as children of this process:
// the standard [module.Processes].
type SystemProcesses struct {
	// LeaveRunning lets children go on when the runtime that started them ends,
	// as Node does at its exit: a goroutine waits for each until it has ended.
	// Without it they are killed then.
	LeaveRunning bool
}

// Start implements [module.Processes].
func (s SystemProcesses) Start(ctx context.Context, c module.Command) (module.Process, error) {
	return hostproc.System(s).Start(ctx, c)
}

func hostFS() module.FS { return hostfs.New() }

// hostNet is the process's own network.
type hostNet struct{}

func (hostNet) Dial(ctx context.Context, network, address string, local net.Addr) (net.Conn, error) {
	return transport.Dial(ctx, network, address, local)
}

func (hostNet) Listen(ctx context.Context, network, address string, opt module.ListenOptions) (net.Listener, error) {
	return transport.Listen(ctx, network, address, transport.ListenOptions{
		IPv6Only: opt.IPv6Only, ReusePort: opt.ReusePort, Backlog: opt.Backlog,
	})
}

// hostUDP is UDP as the process itself has it.
type hostUDP struct{}

func (hostUDP) ListenPacket(ctx context.Context, network, address string, opt module.PacketOptions) (net.PacketConn, error) {
	return transport.ListenPacket(ctx, network, address, transport.PacketOptions{
		IPv6Only: opt.IPv6Only, ReuseAddr: opt.ReuseAddr, ReusePort: opt.ReusePort,
	})
}

func (hostUDP) Reach(string, string) error { return nil }

func (hostNet) Resolver() *net.Resolver { return net.DefaultResolver }
