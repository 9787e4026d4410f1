// Reads objects as JSON lines and prints, for each, what Argo CD's Lua and Flux's CEL say of it.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
	"github.com/fluxcd/pkg/apis/kustomize"
	"github.com/fluxcd/pkg/runtime/cel"
	lua "github.com/yuin/gopher-lua"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	luajson "layeh.com/gopher-json"
)

// scripts is the first line that is read: what is to be run.
type scripts struct {
	Lua         string                           `json:"lua"`
	Expressions kustomize.HealthCheckExpressions `json:"expressions"`
}

type health struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

type verdicts struct {
	Argo      *health `json:"argo,omitempty"`
	ArgoError string  `json:"argoError,omitempty"`
	Flux      string  `json:"flux,omitempty"`
	FluxError string  `json:"fluxError,omitempty"`
	Kstatus   string  `json:"kstatus,omitempty"`
}

// decodeValue is how Argo CD gives a value to Lua (util/lua of v3.5.7): a null is left out, also of a list.
func decodeValue(l *lua.LState, value any) lua.LValue {
	switch converted := value.(type) {
	case bool:
		return lua.LBool(converted)
	case float64:
		return lua.LNumber(converted)
	case string:
		return lua.LString(converted)
	case int64:
		return lua.LNumber(converted)
	case []any:
		list := l.CreateTable(len(converted), 0)
		for _, item := range converted {
			list.Append(decodeValue(l, item))
		}
		return list
	case map[string]any:
		table := l.CreateTable(0, len(converted))
		for key, item := range converted {
			table.RawSetH(lua.LString(key), decodeValue(l, item))
		}
		return table
	}
	return lua.LNil
}

// argoHealth runs a script as Argo CD runs one of argocd-cm: without the standard library but for the basics and tables
// (its own `os` is not here, and a script that wanted it would fail), and for a second at most.
func argoHealth(script string, object map[string]any) (*health, error) {
	l := lua.NewState(lua.Options{SkipOpenLibs: true})
	defer l.Close()
	for _, library := range []struct {
		name string
		open lua.LGFunction
	}{
		{lua.LoadLibName, lua.OpenPackage},
		{lua.BaseLibName, lua.OpenBase},
		{lua.TabLibName, lua.OpenTable},
	} {
		call := lua.P{Fn: l.NewFunction(library.open), NRet: 0, Protect: true}
		if err := l.CallByParam(call, lua.LString(library.name)); err != nil {
			return nil, err
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	l.SetContext(ctx)
	l.SetGlobal("obj", decodeValue(l, object))
	if err := l.DoString(script); err != nil {
		return nil, err
	}
	returned := l.Get(-1)
	if returned.Type() != lua.LTTable {
		return nil, fmt.Errorf("expect table output from Lua script, not %s", returned.Type())
	}
	encoded, err := luajson.Encode(returned)
	if err != nil {
		return nil, err
	}
	found := &health{}
	if err := json.Unmarshal(encoded, found); err != nil {
		return nil, err
	}
	return found, nil
}

func judge(script string, evaluator *cel.StatusEvaluator, line []byte) (verdicts, error) {
	object := &unstructured.Unstructured{}
	if err := object.UnmarshalJSON(line); err != nil {
		return verdicts{}, err
	}
	found := verdicts{}
	argo, err := argoHealth(script, object.Object)
	if found.Argo = argo; err != nil {
		found.ArgoError = err.Error()
	}
	if evaluator == nil {
		return found, nil
	}
	if flux, err := evaluator.Evaluate(context.Background(), object); err != nil {
		found.FluxError = err.Error()
	} else {
		found.Flux = flux.Status.String()
	}
	// kstatus refuses a status of odd types, which no API server lets in.
	if read, err := status.Compute(object); err == nil {
		found.Kstatus = read.Status.String()
	}
	return found, nil
}

func run() error {
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 1<<26)
	if !input.Scan() {
		return errors.New("no scripts were given")
	}
	var given scripts
	if err := json.Unmarshal(input.Bytes(), &given); err != nil {
		return fmt.Errorf("the scripts: %w", err)
	}
	var evaluator *cel.StatusEvaluator
	if given.Expressions.Current != "" {
		made, err := cel.NewStatusEvaluator(&given.Expressions)
		if err != nil {
			return err
		}
		evaluator = made
	}
	output := json.NewEncoder(os.Stdout)
	for input.Scan() {
		found, err := judge(given.Lua, evaluator, input.Bytes())
		if err != nil {
			return err
		}
		if err := output.Encode(found); err != nil {
			return err
		}
	}
	return input.Err()
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
