// Package jsmod runs Node-style JavaScript inside a Go program: an engine
// (goja), an event loop, and Node's modules, tls before all others.
//
// A [Runtime] runs one script:
//
//	rt, err := jsmod.New(jsmod.Options{
//		Permissions: jsmod.Everything(os.Stdin, os.Stdout, os.Stderr),
//	})
//	if err != nil {
//		return err
//	}
//	defer rt.Close()
//	return rt.Run(ctx, jsmod.File("server.js"))
//
// # Permissions
//
// Options{} grants nothing: no files, network, environment, standard streams,
// signals or programs. What a script is refused it sees as an error with the code
// ERR_ACCESS_DENIED.
//
// # Goroutines
//
// The goroutine that calls Run is the only one that touches JavaScript values.
// Other goroutines use [Runtime.Do]. Close may be called from anywhere and
// returns when every goroutine, socket and timer of the script has ended.
//
// # A runtime of your own
//
// A host that already has a goja.Runtime brings the modules into it with
// [Attach].
package jsmod
