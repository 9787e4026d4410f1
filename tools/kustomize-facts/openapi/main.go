// Prints what kustomize's built-in OpenAPI data says about merging lists and about namespaces, as JSON.
package main

import (
	"encoding/json"
	"os"
	"strings"

	"k8s.io/kube-openapi/pkg/validation/spec"
	"sigs.k8s.io/kustomize/kyaml/openapi"
	"sigs.k8s.io/kustomize/kyaml/yaml"

	_ "sigs.k8s.io/kustomize/api/types" // pins the module whose sources the field specs are read from
)

type definition struct {
	Ref        string                 `json:"ref,omitempty"`
	Properties map[string]*definition `json:"properties,omitempty"`
	Values     *definition            `json:"values,omitempty"`
	Elements   *definition            `json:"elements,omitempty"`
	Strategy   string                 `json:"strategy,omitempty"`
	MergeKeys  []string               `json:"mergeKeys,omitempty"`
}

type kind struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Definition string `json:"definition"`
	Namespaced *bool  `json:"namespaced,omitempty"`
}

func convert(schema *spec.Schema) *definition {
	if schema == nil {
		return nil
	}
	result := &definition{Ref: strings.TrimPrefix(schema.Ref.String(), "#/definitions/")}
	strategy, keys := (&openapi.ResourceSchema{Schema: schema}).PatchStrategyAndKeyList()
	result.Strategy, result.MergeKeys = strategy, keys
	for name := range schema.Properties {
		if result.Properties == nil {
			result.Properties = map[string]*definition{}
		}
		property := schema.Properties[name]
		result.Properties[name] = convert(&property)
	}
	if schema.AdditionalProperties != nil {
		result.Values = convert(schema.AdditionalProperties.Schema)
	}
	if schema.Items != nil && len(schema.Type) == 1 && schema.Type[0] == "array" {
		result.Elements = convert(schema.Items.Schema)
	}
	return result
}

func main() {
	definitions := map[string]*definition{}
	var kinds []kind
	root := openapi.Schema()
	for name := range root.Definitions {
		schema := root.Definitions[name]
		definitions[name] = convert(&schema)
		entries, _ := schema.Extensions["x-kubernetes-group-version-kind"].([]interface{})
		for _, entry := range entries {
			gvk, _ := entry.(map[string]interface{})
			version, _ := gvk["version"].(string)
			if group, _ := gvk["group"].(string); group != "" {
				version = group + "/" + version
			}
			name_, _ := gvk["kind"].(string)
			item := kind{APIVersion: version, Kind: name_, Definition: name}
			scoped, found := openapi.IsNamespaceScoped(yaml.TypeMeta{APIVersion: version, Kind: name_})
			if found {
				item.Namespaced = &scoped
			}
			kinds = append(kinds, item)
		}
	}
	encoder := json.NewEncoder(os.Stdout)
	if err := encoder.Encode(map[string]interface{}{"definitions": definitions, "kinds": kinds}); err != nil {
		panic(err)
	}
}
