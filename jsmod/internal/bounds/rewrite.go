package bounds

import (
	"math/big"
	"regexp"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/trees"
)

// What rewritten scripts call: operators, and an eval that sees the variables
// around it, are no functions behind which another could be put.
var (
	evalArgument = bind.NewLexical("__tlsjs_source")
	bitCount     = bind.NewLexical("__tlsjs_bits")
)

var bigInts = regexp.MustCompile(`\bBigInt\b|\d[nN]\b`)

// Rewrite bounds what a parsed text evaluates, and the powers and shifts of a text
// that speaks of BigInt. It changes the tree in place; source is its text.
func Rewrite(tree *ast.Program, source string) {
	evals := strings.Contains(source, "eval")
	numbers := (strings.Contains(source, "<<") || strings.Contains(source, "**") || strings.Contains(source, ">>")) &&
		bigInts.MatchString(source)
	if !evals && !numbers {
		return
	}
	trees.Each(tree, func(node any) {
		switch n := node.(type) {
		case *ast.CallExpression:
			if callee, ok := n.Callee.(*ast.Identifier); ok && evals && callee.Name == "eval" && len(n.ArgumentList) > 0 {
				if _, spread := n.ArgumentList[0].(*ast.SpreadElement); !spread {
					n.ArgumentList[0] = trees.Call(evalArgument.Name(), n.ArgumentList[0])
				}
			}
		case *ast.BinaryExpression:
			if numbers && grows(n.Operator) {
				n.Right = bitsOf(n.Operator, n.Left, n.Right)
			}
		case *ast.AssignExpression:
			if numbers && grows(n.Operator) {
				n.Right = bitsOf(n.Operator, n.Left, n.Right)
			}
		}
	})
}

func grows(t token.Token) bool {
	return t == token.SHIFT_LEFT || t == token.SHIFT_RIGHT || t == token.EXPONENT
}

// bitsOf puts the right side of an operator into a call, with the left side where
// that can be read twice.
func bitsOf(op token.Token, left, right ast.Expression) ast.Expression {
	if number, ok := right.(*ast.NumberLiteral); ok {
		if _, isBig := number.Value.(*big.Int); !isBig {
			return right
		}
	}
	sign := op.String()
	kind := &ast.StringLiteral{Idx: right.Idx0(), Literal: "'" + sign + "'", Value: unistring.String(sign)}
	switch left.(type) {
	case *ast.Identifier, *ast.NumberLiteral:
		return trees.Call(bitCount.Name(), right, kind, left)
	}
	return trees.Call(bitCount.Name(), right, kind)
}

// Operators gives an engine the functions that rewritten texts call.
func Operators(vm *goja.Runtime) error {
	b := &bounds{vm: vm}
	b.tooDeep, _ = goja.AssertConstructor(vm.Get("RangeError"))
	if err := evalArgument.Define(vm, b.evaluated); err != nil {
		return err
	}
	return bitCount.Define(vm, b.bitCount)
}

func (b *bounds) evaluated(call goja.FunctionCall) goja.Value {
	b.checkSource(call.Argument(0))
	return b.evaluable(call.Argument(0))
}

// checkSource refuses a text that the engine's parser would not come back from.
func (b *bounds) checkSource(v goja.Value) {
	if s, ok := v.(goja.String); ok && s.Length() > deepSource/4 && TooDeep(s.String()) {
		panic(b.overflow())
	}
}

// bitCount(right, operator, left) returns right, or throws where the result of
// the operator would be longer than V8's longest BigInt.
func (b *bounds) bitCount(call goja.FunctionCall) goja.Value {
	right, ok := bigOf(call.Argument(0))
	if !ok {
		return call.Argument(0)
	}
	op := call.Argument(1).String()
	left, known := bigOf(call.Argument(2))
	if known && (left.Sign() == 0 || op == "**" && left.IsInt64() && (left.Int64() == 1 || left.Int64() == -1)) {
		return call.Argument(0)
	}
	n := new(big.Int).Set(right)
	switch {
	case op == ">>":
		n.Neg(n)
	case op == "**" && known:
		n.Mul(n, big.NewInt(int64(left.BitLen()-1)))
	}
	if n.Sign() > 0 && n.Cmp(big.NewInt(maxBits)) >= 0 {
		b.rangeError("Maximum BigInt size exceeded")
	}
	return call.Argument(0)
}

// bigOf is a BigInt. What only turns into one is not asked: it would be asked twice.
func bigOf(v goja.Value) (*big.Int, bool) {
	if _, ok := v.(*goja.Object); ok || v == nil {
		return nil, false
	}
	n, ok := v.Export().(*big.Int)
	return n, ok
}
