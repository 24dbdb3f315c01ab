package dev.groundplan.engine.puppet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.SourceDescription;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PuppetSourceReaderTests {
    @TempDir Path root;

    @Test
    void readsTheParametersOfAClass() throws Exception {
        file(
                "web/manifests/init.pp",
                """
                # @summary Sets up a small service.
                #
                # @param port Where it
                #   listens.
                # @param [String] size
                #   How big it is.
                # @example Not about any parameter
                #   class { 'web': }
                class web (
                  Integer[1024, 65535]              $port,
                  Enum['small', large]              $size   = 'small',
                  Optional[Pattern[/\\A[a-z]+\\z/]] $zone,
                  Sensitive[String[8]]              $password = Sensitive('never shown'),
                  Array[String[1], 1, 5]            $labels = ['a', "b"],
                  Struct[{ mem => String, Optional[cpu] => Float[0.5] }] $limits = { mem => '1g' },
                  Hash[String, Boolean]             $flags  = {},
                  Stdlib::Absolutepath              $root   = "${facts['home']}/x",
                  $anything                                 = -7,
                ) inherits web::params {
                  if $port / 2 > 3 { notice("a / ${labels[0]} /") }
                }
                """);

        assertThat(describe("web").problems()).isEmpty();
        assertThat(describe("web").parameters())
                .isEqualTo(
                        Json.MAPPER.readTree(
                                """
                                        {"type": "object", "properties": {
                                            "port": {"type": "integer", "minimum": 1024, "maximum": 65535,
                                                "description": "Where it listens."},
                                            "size": {"type": "string", "enum": ["small", "large"],
                                                "description": "How big it is.", "default": "small"},
                                            "zone": {"type": "string", "pattern": "^[a-z]+$"},
                                            "password": {"type": "string", "minLength": 8, "writeOnly": true},
                                            "labels": {"type": "array", "items": {"type": "string", "minLength": 1},
                                                "minItems": 1, "maxItems": 5, "default": ["a", "b"]},
                                            "limits": {"type": "object", "properties": {"mem": {"type": "string"},
                                                "cpu": {"type": "number", "minimum": 0.5}}, "required": ["mem"],
                                                "additionalProperties": false, "default": {"mem": "1g"}},
                                            "flags": {"type": "object", "additionalProperties": {"type": "boolean"},
                                                "default": {}},
                                            "root": {},
                                            "anything": {"default": -7}},
                                        "required": ["port"]}
                                        """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Variant[Undef, Integer];{\"type\":\"integer\"}",
                "Variant[Integer, String];{}",
                "Variant[Enum[a], String[1]];{\"type\":\"string\"}",
                "Variant[String, Sensitive[String]];{\"type\":\"string\",\"writeOnly\":true}",
                "Optional[Sensitive[String]];{\"type\":\"string\",\"writeOnly\":true}",
                "NotUndef[Boolean];{\"type\":\"boolean\"}",
                "Integer[default, 0x10];{\"type\":\"integer\",\"maximum\":16}",
                "Float[-1.5];{\"type\":\"number\",\"minimum\":-1.5}",
                "Enum[a, true];{\"type\":\"string\"}",
                "Pattern[/(?i)a/];{\"type\":\"string\"}",
                "Pattern[/^a/, /b\\/c/];{\"type\":\"string\",\"pattern\":\"(?:^a)|(?:b/c)\"}",
                "Tuple[String, Integer];{\"type\":\"array\",\"minItems\":2,\"maxItems\":2}",
                "Array[Any, 2];{\"type\":\"array\",\"items\":{},\"minItems\":2}",
                "Optional['x'];{\"type\":\"string\",\"enum\":[\"x\"]}",
                "String[1 + 1];{\"type\":\"string\"}",
                "Callable[String, 1];{}"
            })
    void turnsATypeIntoWhatAFormKnows(String type, String schema) throws Exception {
        file("a/manifests/init.pp", "class a(" + type + " $x) {}\n");

        assertThat(describe("a").problems()).isEmpty();
        assertThat(describe("a").parameters().at("/properties/x"))
                .isEqualTo(Json.MAPPER.readTree(schema));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'it\\'s'|\"it's\"",
                "\"a\\tb$\"|\"a\\tb$\"",
                "'${x}'|\"${x}\"",
                "1.50|1.50",
                "[1, [true,],]|[1,[true]]",
                "bare|\"bare\"",
                "{ a => 1, 'b' => undef, }|{\"a\":1,\"b\":null}"
            })
    void takesADefaultThatIsWrittenDown(String written, String value) throws Exception {
        assertThat(defaultOf(written)).isEqualTo(Json.MAPPER.readTree(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "undef",
                "$y",
                "\"${facts['os']}\"",
                "lookup('x')",
                "1 + 2",
                "[$y]",
                "{ a => $y }",
                "$y ? { 'a' => 'b', default => 'c' }",
                "@(END)\nfree text, with ) and '\n| END\n",
                "/regex, '/"
            })
    void knowsNoDefaultThatIsComputed(String computed) throws Exception {
        assertThat(defaultOf(computed).isMissingNode()).isTrue();
        assertThat(describe("a").parameters().at("/properties/z/type").asString())
                .isEqualTo("boolean");
        assertThat(describe("a").parameters().has("required")).isFalse();
    }

    @Test
    void findsTheOutputsAndWhichOfThemAreSecret() throws Exception {
        file(
                "page/manifests/init.pp",
                """
                class page(String $name, Sensitive[String] $password) {
                  contain page::login
                  groundplan_output { 'url': value => "https://${name}/" }
                  groundplan_output {
                    ['key', login]: value => { 'p' => $password };
                    "c-${name}":    value => 1;
                    'made':         value => Sensitive(generate('/bin/date'));
                  }
                }
                """);
        file(
                "page/manifests/login.pp",
                "class page::login { groundplan_output { 'as': value => \"u:${password}\" } }\n");

        assertThat(describe("page").outputs())
                .containsExactlyInAnyOrder(
                        new DeclaredOutput("url", null, false),
                        new DeclaredOutput("key", null, true),
                        new DeclaredOutput("login", null, true),
                        new DeclaredOutput("made", null, true),
                        new DeclaredOutput("as", null, true));
        assertThat(names("page")).containsExactly("name", "password");
    }

    @Test
    void takesAManifestAFolderOrAModuleForASource() throws Exception {
        file("plain.pp", "include web, 'web::tls', $other\nclass own(String $a) {}\ninclude own\n");
        file("modules/web/manifests/init.pp", "class web(Integer $b = 1) {}\n");
        file("modules/web/manifests/tls.pp", "class web::tls(Integer $c) {}\n");
        file("modules/web/manifests/other.pp", "class web::other(Integer $d) {}\n");
        file("control/manifests/site.pp", "include role\n");
        file("control/modules/role/manifests/init.pp", "class role(Boolean $e) {}\n");
        file("acme-thing/manifests/init.pp", "class thing($f) {}\nclass thing::more($g) {}\n");
        file("acme-thing/metadata.json", "{\"name\": \"acme-thing\"}\n");

        assertThat(names("plain.pp")).containsExactly("a", "b", "c");
        assertThat(names("control")).containsExactly("e");
        assertThat(names("acme-thing")).containsExactly("f");
        assertThat(Manifest.of(root, step("acme-thing")).isNamedAsPuppetExpects()).isFalse();
        assertThat(SourceReader.files(root, Manifest.of(root, step("plain.pp"))))
                .containsExactly(
                        "plain.pp",
                        "modules/web/manifests/init.pp",
                        "modules/web/manifests/other.pp",
                        "modules/web/manifests/tls.pp");
    }

    @Test
    void refusesWhatIsNoSource() throws Exception {
        file("some-Thing/manifests/init.pp", "class thing {}\n");
        file("broken/manifests/init.pp", "class broken {}\n");
        file("broken/metadata.json", "{\n");

        assertThatThrownBy(() -> describe("nothing"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("is no manifest, no folder with a site.pp, and no module");
        assertThatThrownBy(() -> describe("../other")).hasMessageContaining("outside");
        assertThatThrownBy(() -> describe("some-Thing")).hasMessageContaining("is no name");
        assertThatThrownBy(() -> describe("broken")).hasMessageContaining("metadata.json");
        file("manifests/init.pp", "class thing {}\n");
        assertThatThrownBy(() -> describe(".")).hasMessageContaining("say it in metadata.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "class a(\\n String $x = 'open) {}|2",
                "class a(\\n\\n String $x = \"open ${b) {}|3",
                "class a(String $x,\\n Integer[1 $y) {}|2",
                "class a(\\n$x = @(END)\\ntext\\n) {}|3",
                "class a(\\n7) {}|2",
                "class a($x = [1,\\n2|2",
                "class a {}\\n/* never closed|2"
            })
    void namesTheLineOfAnError(String text, int line) throws Exception {
        file("a.pp", text.replace("\\n", "\n"));

        assertThat(describe("a.pp").problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.fatal()).isTrue();
                            assertThat(problem.file()).isEqualTo("a.pp");
                            assertThat(problem.line()).isEqualTo(line);
                        });
    }

    @Test
    void readsHostileSourcesWithoutHarm() throws Exception {
        file("deep.pp", "class a(" + "Array[".repeat(9000) + "$x) {}");
        file("brackets.pp", "class a($x = " + "[".repeat(90000) + ") {}");
        file("quotes.pp", "class a($x = \"" + "${\"".repeat(200_000) + ") {}");
        Files.write(root.resolve("binary.pp"), new byte[] {'c', (byte) 0xff, 0, '\n'});
        Files.createSymbolicLink(root.resolve("loop.pp"), root.resolve("loop.pp"));
        file("word.pp", "$a" + "::a".repeat(300_000) + " " + "b::".repeat(40_000));
        file("text.pp", "$a = '" + "\\\\x".repeat(200_000) + "' /" + "\\/".repeat(90_000));
        file("again.pp", "include again\n");
        file("modules/again/manifests/init.pp", "class again { include again }\n");

        for (var source : List.of("deep.pp", "brackets.pp", "quotes.pp", "binary.pp")) {
            assertThat(describe(source).problems()).as(source).hasSize(1);
        }
        assertThatThrownBy(() -> describe("loop.pp")).isInstanceOf(EngineException.class);
        for (var source : List.of("again.pp", "word.pp", "text.pp")) {
            assertThat(describe(source).problems()).as(source).isEmpty();
        }
    }

    private JsonNode defaultOf(String written) throws Exception {
        file("a/manifests/init.pp", "class a($x = " + written + ", Boolean $z = true) {}\n");
        assertThat(describe("a").problems()).isEmpty();
        return describe("a").parameters().at("/properties/x/default");
    }

    private Iterable<String> names(String source) throws EngineException {
        return describe(source).parameters().path("properties").propertyNames();
    }

    private SourceDescription describe(String source) throws EngineException {
        return SourceReader.read(root, Manifest.of(root, step(source)));
    }

    private static StepSpec step(String source) {
        var json = Json.MAPPER;
        return new StepSpec(
                "site",
                new EngineKind("puppet"),
                source,
                List.of(),
                json.createObjectNode(),
                json.createObjectNode(),
                Map.of());
    }

    private void file(String name, String content) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
