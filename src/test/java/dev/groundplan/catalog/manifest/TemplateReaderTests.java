package dev.groundplan.catalog.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.catalog.DeclaringEngine;
import dev.groundplan.catalog.Descriptor;
import dev.groundplan.catalog.TemplateFolders;
import dev.groundplan.catalog.snapshot.FolderReader;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.StepSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateReaderTests {
    private static final String HEAD =
            """
            apiVersion: groundplan.dev/v1
            kind: Template
            metadata: {name: web, version: 1.0.0}
            spec:
            """;
    private static final String STEP =
            "  steps: [{id: main, engine: terraform, source: terraform}]\n";

    @TempDir Path folder;

    @BeforeEach
    void writeSources() {
        TemplateFolders.write(folder.resolve("terraform/declares.json"), TemplateFolders.DECLARES);
        TemplateFolders.write(
                folder.resolve("site/index.html"), "<h1>${{ parameters.title }}</h1>");
    }

    @Test
    void readsAFullManifest() throws IOException {
        var descriptor =
                good(
                        """
                apiVersion: groundplan.dev/v1
                kind: Template
                metadata:
                  name: web
                  title: A web server
                  owner: platform
                  version: 1.4.0
                  tags: [aws, linux]
                  description: Hardened.
                spec:
                  tools: {terraform: '~> 1.11'}
                  parameters:
                    - title: Service
                      description: What it is.
                      properties:
                        name: {title: Service name, fixed: true, examples: [orders], 'ui:help': Short., 'ui:placeholder': shop}
                    - title: Size
                      properties:
                        size: {oneOf: [{const: 1, title: Small}, {const: 4, title: Large}], default: 1}
                        password: {if: {size: 4}}
                  steps:
                    - id: main
                      engine: terraform
                      source: ./terraform/
                      inputs: {folder: '${{ environment.folder }}'}
                      options: {parallelism: 4}
                  outputs:
                    url: {title: Open, as: link, value: '${{ steps.main.outputs.url }}'}
                    token: {as: secret, value: '${{ steps.main.outputs.token }}'}
                  approval: {parts: once}
                """);

        assertThat(descriptor.title()).isEqualTo("A web server");
        assertThat(descriptor.tags()).containsExactly("aws", "linux");
        assertThat(descriptor.form().pages())
                .extracting("title")
                .containsExactly("Service", "Size");
        assertThat(descriptor.form().pages().get(1).properties())
                .containsExactly("size", "password");
        assertThat(property(descriptor, "name"))
                .isEqualTo(
                        "{\"type\":\"string\",\"title\":\"Service name\",\"x-fixed\":true,\"examples\":[\"orders\"],"
                                + "\"ui:help\":\"Short.\",\"ui:placeholder\":\"shop\"}");
        assertThat(property(descriptor, "password"))
                .contains("\"writeOnly\":true", "\"x-if\":{\"size\":4}");
        assertThat(descriptor.form().schema().get("required").toString()).isEqualTo("[\"name\"]");
        var step = descriptor.steps().get(0);
        assertThat(step.source()).isEqualTo("terraform");
        assertThat(step.tools()).containsEntry("terraform", "~> 1.11");
        assertThat(step.inputs().toString())
                .isEqualTo(
                        "{\"folder\":\"${{ environment.folder }}\",\"name\":\"${{ parameters.name }}\","
                                + "\"size\":\"${{ parameters.size }}\",\"password\":\"${{ parameters.password }}\"}");
        assertThat(descriptor.outputs())
                .extracting(Descriptor.OutputSpec::as)
                .containsExactly(Descriptor.OutputSpec.As.LINK, Descriptor.OutputSpec.As.SECRET);
        assertThat(descriptor.approval()).isEqualTo(Descriptor.PartApproval.ONCE);
    }

    @Test
    void asksForWhatNoPageNames() throws IOException {
        var descriptor = good(HEAD + STEP);

        assertThat(descriptor.form().pages()).hasSize(1);
        assertThat(descriptor.form().pages().get(0).properties())
                .containsExactly("name", "size", "password", "folder");
        assertThat(descriptor.outputs())
                .extracting(Descriptor.OutputSpec::as)
                .containsExactly(Descriptor.OutputSpec.As.TEXT, Descriptor.OutputSpec.As.SECRET);
    }

    @Test
    void takesParametersFromTheManifestWhereAnEngineDeclaresNone() throws IOException {
        var descriptor =
                good(
                        HEAD
                                + """
                  parameters:
                    required: [title]
                    properties:
                      title: {title: Title}
                      members: {items: {type: string}}
                      dark: {default: true}
                  steps: [{id: site, engine: files, source: site}]
                """);

        assertThat(property(descriptor, "title")).contains("\"type\":\"string\"");
        assertThat(property(descriptor, "members")).contains("\"type\":\"array\"");
        assertThat(property(descriptor, "dark")).contains("\"type\":\"boolean\"");
        assertThat(descriptor.steps().get(0).inputs().propertyNames())
                .containsExactly("title", "members", "dark");
    }

    @Test
    void ordersStepsByWhatTheyNeed() throws IOException {
        TemplateFolders.write(
                folder.resolve("two/declares.json"),
                "{\"parameters\": {\"additionalProperties\": false, \"properties\": {\"address\": {\"type\": \"string\"}}}}");
        var descriptor =
                good(
                        HEAD
                                + """
                  steps:
                    - {id: second, engine: terraform, source: two, inputs: {address: '${{ steps.first.outputs.url }}'}}
                    - {id: first, engine: terraform, source: terraform}
                """);

        assertThat(descriptor.steps()).extracting(StepSpec::id).containsExactly("first", "second");
        assertThat(descriptor.steps().get(1).needs()).containsExactly("first");
    }

    @Test
    void makesATemplateOfAFolderWithTerraformFilesOnly() throws IOException {
        var plain = folder.resolve("terraform");
        TemplateFolders.write(plain.resolve("main.tf"), "");
        TemplateFolders.write(
                plain.resolve("README.md"), "# Shop\n\nA shop for tests. And more.\n");

        var reading = read(plain, "My_Shop 2");

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.name()).isEqualTo("my-shop-2");
        assertThat(reading.version()).isNull();
        var descriptor = Objects.requireNonNull(reading.descriptor());
        assertThat(descriptor.title()).isEqualTo("My Shop 2");
        assertThat(descriptor.description()).isEqualTo("A shop for tests.");
        assertThat(descriptor.steps()).extracting(StepSpec::id).containsExactly("main");
    }

    @Test
    void saysWhatAFolderWithoutAnythingLacks() throws IOException {
        assertThat(read(folder, "x").problems().get(0).message())
                .contains("neither a template.yaml nor Terraform files");
        TemplateFolders.write(folder.resolve("template.yml"), HEAD);
        assertThat(read(folder, "x").problems().get(0).toString())
                .contains("template.yml: The manifest must be called");
    }

    /**
     * Line | one line of the manifest's spec (steps are added where it has none) | part of the
     * sentence.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5 | modules: [aws]                                        | Unknown key 'modules'",
                "5 | paramters: {}                                         | Did you mean 'parameters'?",
                "5 | expires: {dev: 14d}                                   | Unknown key 'expires'. Known are",
                "5 | tools: {terraform: 1.11}                              | 'terraform' must be text: put it in quotes",
                "5 | tools: {terraform: latest}                            | must be a range of versions",
                "5 | tools: {teraform: '>= 1'}                             | Did you mean 'terraform'?",
                "5 | approval: {parts: never}                              | 'each'",
                "5 | parameters: {properties: {nmae: {title: x}}}          | No step has a parameter 'nmae'. Did you mean 'name'?",
                "5 | parameters: {properties: {name: {titel: x}}}          | Unknown key 'titel'. Did you mean 'title'?",
                "5 | parameters: {properties: {name: {type: integer}}}     | The source says type string",
                "5 | parameters: {properties: {name: {type: text}}}        | 'type' must be string, number",
                "5 | parameters: {properties: {name: {pattern: '(?=a)'}}}  | The pattern can't be used",
                "5 | parameters: {properties: {name: {minLength: -1}}}     | must be a whole number from 0",
                "5 | parameters: {properties: {name: {fixed: 'yes'}}}      | 'fixed' must be true or false",
                "5 | parameters: {properties: {name: {title: }}}           | 'title' has no value",
                "5 | parameters: {properties: {name: {title: 5}}}          | 'title' must be text",
                "5 | parameters: {properties: {name: {default: 5}}}        | The default does not fit the parameter",
                "5 | parameters: {properties: {name: {examples: [5]}}}     | The example does not fit",
                "5 | parameters: {properties: {name: {if: {size: 2}}}}     | can't be hidden by 'if'",
                "5 | parameters: {properties: {password: {if: {sise: 2}}}} | 'if' must name another parameter. Did you mean 'size'?",
                "5 | parameters: {properties: {size: {if: {name: 2}}}}     | The value of 'name' does not fit",
                "5 | parameters: {properties: {size: {if: {password: a}}, password: {if: {size: 1}}}} | depend on itself",
                "5 | parameters: {properties: {size: {minimum: 0}}}        | The source limits 'minimum' to 1",
                "5 | parameters: {properties: {size: {maximum: 0}}}        | no value can fit",
                "5 | parameters: {properties: {size: {oneOf: [{const: 1}, {const: 1}]}}} | stands here twice",
                "5 | parameters: {properties: {size: {oneOf: [{const: a}]}}} | The choice \"a\" does not fit",
                "5 | parameters: {properties: {size: {oneOf: [{title: a}]}}} | The key 'const' is missing",
                "5 | parameters: {properties: {password: {secret: false}}} | it is a secret here too",
                "5 | parameters: {properties: {password: {default: geheim}}} | A secret can't have a default",
                "5 | parameters: [{properties: {size: {}}}, {properties: {size: {}}}] | stands on two pages",
                "5 | parameters: {required: [nme], properties: {size: {}}} | 'required' names 'nme'",
                "5 | parameters: {properties: [name]}                      | 'properties' must hold keys with values",
                "5 | parameters: text                                      | 'parameters' must hold keys with values",
                "5 | outputs: {url: {value: '${{ steps.main.outputs.ulr }}'}} | Did you mean 'url'?",
                "5 | outputs: {url: {value: '${{ steps.mian.outputs.url }}'}} | Did you mean 'main'?",
                "5 | outputs: {url: {value: '${{ parameters.nam }}'}}      | there is no parameter 'nam'. Did you mean 'name'?",
                "5 | outputs: {url: {value: '${{ secrets.x }}'}}           | A reference starts with parameters",
                "5 | outputs: {url: {value: '${{ environment.owner }}'}}   | an environment has name, tier, team, folder",
                "5 | outputs: {url: {value: '${{ parameters.name'}}        | is not a reference",
                "5 | outputs: {url: {value: 'x', as: button}}              | 'as' must be text, link, command or secret",
                "5 | outputs: {url: {as: link}}                            | The key 'value' is missing",
                "5 | outputs: {t: {value: '${{ steps.main.outputs.token }}'}} | shows a secret. Say 'as: secret'",
                "5 | outputs: {t: {value: 'x ${{ parameters.password }}'}} | shows a secret",
                "5 | steps: []                                             | at least one step",
                "5 | steps: [{id: a, engine: terraform}]                   | The key 'source' is missing in spec.steps.0",
                "5 | steps: [{id: A, engine: terraform, source: terraform}] | A step's 'id' is lower case",
                "5 | steps: [{id: a, engine: teraform, source: terraform}] | no engine 'teraform'. Did you mean 'terraform'?",
                "5 | steps: [{id: a, engine: terraform, source: none}]     | There is no file or folder 'none'",
                "5 | steps: [{id: a, engine: terraform, source: ../other}] | leaves the template's folder",
                "5 | steps: [{id: a, engine: terraform, source: /etc}]     | leaves the template's folder",
                "5 | steps: [{id: a, engine: terraform, source: terraform, retries: 2}] | Unknown key 'retries'",
                "5 | steps: [{id: a, engine: terraform, source: terraform, needs: [b]}] | There is no step 'b'",
                "5 | steps: [{id: a, engine: terraform, source: terraform, options: {paralelism: 1}}] | Did you mean 'parallelism'?",
                "5 | steps: [{id: a, engine: terraform, source: terraform, options: {parallelism: 0}}] | The options do not fit",
                "5 | steps: [{id: a, engine: terraform, source: terraform, inputs: {nam: x}}] | The source has no parameter 'nam'",
                "5 | steps: [{id: a, engine: terraform, source: terraform, inputs: {size: x}}] | The input does not fit the source",
                "5 | steps: [{id: a, engine: terraform, source: terraform, inputs: {name: '${{ steps.a.outputs.url }}'}}] | its own step",
                "5 | steps: [{id: a, engine: terraform, source: terraform}, {id: a, engine: files, source: site}] | its own id",
                "5 | steps: [{id: a, engine: files, source: site, needs: [b]}, {id: b, engine: files, source: site, needs: [a]}] | in a circle",
            })
    void saysWhereAndWhy(int line, String spec, String sentence) throws IOException {
        var problems = problems(HEAD + "  " + spec + "\n" + (spec.startsWith("steps") ? "" : STEP));

        assertThat(problems)
                .anySatisfy(
                        problem -> {
                            assertThat(problem.toString()).contains(sentence);
                            assertThat(problem.file()).isEqualTo("template.yaml");
                            assertThat(problem.line()).isEqualTo(line);
                        });
        assertThat(problems)
                .allSatisfy(problem -> assertThat(problem.message()).matches("(?s).*[.?]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | `apiVersion: v2`                        | 'apiVersion' must be groundplan.dev/v1",
                "1 | `{kind: Template}`                      | The key 'apiVersion' is missing",
                "1 | `kind: Job`                             | 'kind' must be Template",
                "1 | `metadata: {name: My Web}`              | 'name' must be lower case letters",
                "1 | `metadata: {version: 1.10}`             | 'version' must be text: put it in quotes",
                "1 | `metadata: {version: '1.10'}`           | must be a semantic version",
                "1 | `metadata: {version: 01.1.1}`           | must be a semantic version",
                "1 | `metadata: {tags: [Big Data]}`          | A tag is 1 to 40 lower case",
                "1 | `metadata: {title: \"a\\e[31m\"}`       | 'title' must be 1 to 100 characters without control",
                "1 | `metadata: {labels: {}}`                | Unknown key 'labels'",
                "1 | `spec: 5`                               | 'spec' must hold keys with values",
                "1 | `[a, b]`                                | The file must hold the keys",
                "1 | `a: !!str b`                            | Tags are not allowed",
            })
    void judgesTheHeadToo(int line, String manifest, String sentence) throws IOException {
        assertThat(problems(manifest))
                .anySatisfy(
                        problem -> {
                            assertThat(problem.toString()).contains(sentence);
                            assertThat(problem.line()).isEqualTo(line);
                        });
    }

    @Test
    void showsAllProblemsAtOnce() throws IOException {
        var problems =
                problems(
                        """
                apiVersion: groundplan.dev/v2
                kind: Template
                metadata: {name: Web}
                spec:
                  paramters: {}
                  steps:
                    - {id: main, engine: terraform, source: nowhere}
                """);

        assertThat(problems).extracting(Problem::line).containsExactly(1, 3, 5, 7);
    }

    @Test
    void showsWhereASourceCantBeParsedAndDoesNotBlameTheManifestForIt() throws IOException {
        TemplateFolders.write(folder.resolve("terraform/declares.json"), "{{");

        assertThat(problems(HEAD + "  parameters: {properties: {name: {title: N}}}\n" + STEP))
                .extracting(Problem::toString)
                .containsExactly("terraform/declares.json:3: Expected a closing brace.");
    }

    private Descriptor good(String manifest) throws IOException {
        TemplateFolders.write(folder.resolve("template.yaml"), manifest);
        var reading = read(folder, "folder");
        assertThat(reading.problems()).isEmpty();
        return Objects.requireNonNull(reading.descriptor());
    }

    private List<Problem> problems(String manifest) throws IOException {
        TemplateFolders.write(folder.resolve("template.yaml"), manifest);
        var reading = read(folder, "folder");
        assertThat(reading.descriptor()).isNull();
        return reading.problems();
    }

    private static TemplateReading read(Path folder, String name) throws IOException {
        return new TemplateReader(DeclaringEngine.engines())
                .read(FolderReader.read(folder).files(), name, folder);
    }

    private static String property(Descriptor descriptor, String name) {
        return descriptor.form().schema().get("properties").get(name).toString();
    }
}
