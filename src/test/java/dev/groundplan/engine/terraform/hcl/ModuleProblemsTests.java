package dev.groundplan.engine.terraform.hcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every problem says where it is. */
class ModuleProblemsTests {
    @TempDir Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    bad-missing-brace    | 3 | Expected "}" to close the block "variable" of line 1, but found the end of the file.
                    bad-missing-value    | 2 | Expected a value, but found the end of the line.
                    bad-open-string      | 2 | Expected a closing quote before the end of the line.
                    bad-open-heredoc     | 2 | Expected a line with only EOT to close this text.
                    bad-heredoc-at-end   | 2 | Expected a line with only EOT to close this text.
                    bad-open-comment     | 2 | Expected "*/" to close this comment.
                    bad-twice            | 3 | "default" is set twice here; keep one of them.
                    bad-two-on-a-line    | 1 | Expected "}" to close the block "variable" of line 1, but found "default".
                    bad-semicolons       | 1 | The character ";" is not expected here.
                    bad-escape           | 2 | A backslash in a string must be followed by n, r, t, u, U, a quote or a backslash.
                    bad-open-list        | 3 | Expected "," or "]" in this list, but found "}".
                    bad-stray-brace      | 3 | Expected the name of an attribute or block, but found "}".
                    bad-after-block      | 1 | Expected a line end, but found "variable".
                    bad-block-on-a-line  | 1 | Expected "=" after "validation": a block on one line holds one attribute at most, but found "{".
                    bad-ternary          | 2 | Expected ":" and the other case of this condition, but found the end of the line.
                    bad-legacy-index     | 2 | Expected the name of an attribute after the dot, but found "0.1".
                    """)
    void saysWhatItExpected(String file, int line, String message) throws Exception {
        var text = Files.readString(Path.of("src/test/resources/hcl/corpus/" + file + ".tf"));
        module().with("main.tf", text);
        assertProblem("terraform/main.tf", line, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    {"variable": 5}                       | 1 | Expected an object as the content of "variable".
                    []{}                                  | 1 | Expected the end of the file after the JSON object.
                    "x"                                   | 1 | Expected an object as the content of the file.
                    {"variable": {"x": {"type": "list("}}} | 1 | Expected a value, but found the end of the file.
                    {"variable": {"x": {"type": "text"}}} | 1 | "text" is not a type; use string, number, bool, any, list(…), set(…), map(…), tuple([…]) or object({…}).
                    {"variable": {"x": {}, "x": {}}}      | 1 | The variable "x" is declared in terraform/main.tf.json:1 already; remove one of them.
                    """)
    void readsJsonAsStrictly(String text, int line, String message) throws Exception {
        module().with("main.tf.json", text);
        assertProblem("terraform/main.tf.json", line, message);
    }

    @Test
    void saysWhereJsonBreaksOff() throws Exception {
        module().with("main.tf.json", "{\n  \"variable\": {\n");
        assertThat(module().read().problems())
                .singleElement()
                .satisfies(
                        problem ->
                                assertThat(problem.toString())
                                        .startsWith("terraform/main.tf.json:3: This is not JSON: "))
                .satisfies(problem -> assertThat(problem.fatal()).isTrue());
    }

    @Test
    void refusesASecondDeclaration() throws Exception {
        module().with("a.tf", "\nvariable \"x\" {}\n")
                .with("b.tf", "variable \"y\" {}\nvariable \"x\" {}\n");
        assertProblem(
                "terraform/b.tf",
                2,
                "The variable \"x\" is declared in terraform/a.tf:2 already; remove one of them.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "strin",
                "list(text)",
                "\"string\"",
                "list(string, number)",
                "set",
                "object([])",
                "tuple(string)",
                "object({\n\"a\" = string })",
                "map(optional(string))",
                "var.x",
                "5",
                "object({ a = string, a = string })"
            })
    void refusesAnUnknownType(String type) throws Exception {
        module().with("main.tf", "variable \"x\" {\n  type = " + type + "\n}");
        assertThat(module().read().problems())
                .singleElement()
                .satisfies(
                        problem ->
                                assertThat(problem.line()).isEqualTo(type.contains("\n") ? 3 : 2))
                .satisfies(
                        problem ->
                                assertThat(problem.message())
                                        .endsWith("tuple([…]) or object({…})."))
                .satisfies(problem -> assertThat(problem.fatal()).isTrue());
    }

    @Test
    void pointsAtTheWrongLineOfALongType() throws Exception {
        module().with(
                        "main.tf",
                        "variable \"x\" {\n  type = object({\n    a = string\n    b = strin\n  })\n}");
        assertThat(module().read().problems()).extracting(Problem::line).containsExactly(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "variable {}",
                "variable \"a\" \"b\" {}",
                "variable \"\" {}",
                "variable \"a b\" {}",
                "output \"1\" {}"
            })
    void refusesOddNames(String text) throws Exception {
        module().with("main.tf", text);
        var type = text.substring(0, text.indexOf(' '));
        assertProblem(
                "terraform/main.tf",
                1,
                "Expected one name after \""
                        + type
                        + "\": a letter, then letters, digits, _ and -.");
    }

    @Test
    void refusesNamesThatTerraformKeeps() throws Exception {
        module().with("main.tf", "variable \"count\" {}");
        assertProblem(
                "terraform/main.tf",
                1,
                "Terraform keeps the name \"count\" for itself; rename this variable.");
    }

    @Test
    void refusesABackendOfItsOwn() throws Exception {
        module().with("main.tf", "terraform {\n  backend \"s3\" {\n    bucket = \"b\"\n  }\n}");
        assertProblem(
                "terraform/main.tf", 2, "The portal keeps the state; remove this backend block.");
    }

    @Test
    void refusesACloudBlockInJson() throws Exception {
        module().with(
                        "main.tf.json",
                        "{\"terraform\": [\n  {\"cloud\": {\"organization\": \"o\"}}\n]}");
        assertProblem(
                "terraform/main.tf.json",
                2,
                "The portal keeps the state; remove this cloud block.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prod.auto.tfvars", "x.auto.tfvars.json", "terraform.tfvars",
                        "terraform.tfvars.json", "override.tf",
                "override.tf.json", "zzz_override.tf", "a_override.tf.json", ".terraformrc",
                        "terraform.tfstate",
                "terraform.tfstate.backup", "main.tofu", ".terraform/modules.json"
            })
    void refusesFilesThatTerraformObeysUnseen(String name) throws Exception {
        module().with("main.tf", "").with(name, name.endsWith(".json") ? "{}" : "");
        assertThat(module().read().problems())
                .singleElement()
                .satisfies(
                        problem ->
                                assertThat(problem.file())
                                        .isEqualTo("terraform/" + name.replaceAll("/.*", "")))
                .satisfies(
                        problem -> assertThat(problem.message()).containsAnyOf("remove", "rename"))
                .satisfies(problem -> assertThat(problem.fatal()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hashicorp/consul/aws",
                "git::https://example.org/x.git",
                "https://example.org/x.zip",
                "/etc",
                "host",
                "."
            })
    void refusesModulesFromOutside(String source) throws Exception {
        module().with("main.tf", "\nmodule \"m\" {\n  source = \"" + source + "\"\n}");
        assertProblem(
                "terraform/main.tf",
                2,
                "The module \"m\" comes from outside; copy it into the template and call it as \"./…\".");
    }

    @Test
    void refusesModulesOutsideOfTheTemplate() throws Exception {
        module().with("main.tf", "module \"m\" {\n  source = \"../../elsewhere\"\n}");
        assertProblem(
                "terraform/main.tf",
                1,
                "The module \"m\" is outside of the template; copy it into the template.");
    }

    @Test
    void refusesAModuleThatIsALinkToOutside() throws Exception {
        var inner = Files.createDirectory(root.resolve("inner"));
        var outside = Files.createDirectory(root.resolve("outside"));
        new ModuleFixture(inner).with("main.tf", "module \"m\" {\n  source = \"./m\"\n}");
        Files.createSymbolicLink(inner.resolve("terraform/m"), outside);
        assertThat(new ModuleFixture(inner).read().problems())
                .containsExactly(
                        Problem.error(
                                "terraform/main.tf",
                                1,
                                "The module \"m\" is outside of the template; copy it into the template."));
    }

    @Test
    void refusesAFileThatIsALinkToOutside() throws Exception {
        var inner = Files.createDirectory(root.resolve("inner"));
        Files.writeString(root.resolve("secret.tf"), "variable \"x\" {}");
        new ModuleFixture(inner).with("a.tf", "");
        Files.createSymbolicLink(inner.resolve("terraform/main.tf"), root.resolve("secret.tf"));
        var description = new ModuleFixture(inner).read();
        assertThat(description.problems())
                .containsExactly(
                        Problem.error(
                                "terraform/main.tf",
                                0,
                                "This link leaves the template; put the file itself there."));
        assertThat(description.parameters().get("properties")).isEmpty();
    }

    @Test
    void refusesModulesThatAreMissingOrWorkedOut() throws Exception {
        module().with(
                        "main.tf",
                        "module \"m\" {\n  source = \"./m\"\n}\nmodule \"n\" {\n  source = var.x\n}\nmodule \"o\" {}");
        assertThat(module().read().problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "terraform/main.tf:1: The module \"m\" is called from a folder that does not exist: ./m.",
                        "terraform/main.tf:4: The module \"n\" has no source that is written out; write source = \"./…\".",
                        "terraform/main.tf:7: The module \"o\" has no source that is written out; write source = \"./…\".");
    }

    @Test
    void looksIntoCalledModules() throws Exception {
        module().with(
                        "main.tf",
                        "module \"a\" {\n  source = \"./a\"\n}\nmodule \"again\" {\n  source = \"./b/../a\"\n}");
        module().with("b/x.tf", "");
        module().with(
                        "a/main.tf",
                        "variable \"inner\" {}\nmodule \"far\" {\n  source = \"x/y/z\"\n}\nmodule \"back\" {\n  source = \"../\"\n}");
        assertProblem(
                "terraform/a/main.tf",
                2,
                "The module \"far\" comes from outside; copy it into the template and call it as \"./…\".");
        assertThat(module().read().parameters().get("properties")).isEmpty();
    }

    @Test
    void warnsOfDataSourcesThatAct() throws Exception {
        module().with(
                        "main.tf",
                        "data \"external\" \"x\" {\n}\ndata \"http\" \"y\" {\n}\ndata \"aws_ami\" \"z\" {\n}");
        assertThat(module().read().problems())
                .containsExactly(
                        new Problem(
                                "terraform/main.tf",
                                1,
                                "The data source \"external\" runs a program on the worker each time a change is planned, before anyone approved it.",
                                false),
                        new Problem(
                                "terraform/main.tf",
                                3,
                                "The data source \"http\" sends a request from the worker each time a change is planned, before anyone approved it.",
                                false));
    }

    @Test
    void readsTheOtherFilesWhenOneIsBroken() throws Exception {
        module().with("a.tf", "{").with("b.tf", "variable \"b\" {}");
        var description = module().read();
        assertThat(description.problems())
                .extracting(Problem::file)
                .containsExactly("terraform/a.tf");
        assertThat(description.parameters().get("properties").propertyNames()).containsExactly("b");
    }

    @Test
    void refusesWhatIsNotText() throws Exception {
        module().with("main.tf", "");
        Files.write(root.resolve("terraform/main.tf"), new byte[] {'#', (byte) 0xff});
        assertProblem("terraform/main.tf", 0, "The file is not UTF-8 text; save it as UTF-8.");
    }

    @Test
    void refusesFilesThatAreTooLarge() throws Exception {
        module().with("main.tf", "#".repeat(1_000_001));
        assertProblem(
                "terraform/main.tf",
                0,
                "The file is larger than 1 MB; the portal does not read that.");
        module().with("main.tf", "#".repeat(1_000_000));
        assertThat(module().read().problems()).isEmpty();
    }

    @Test
    void refusesTooManyFiles() throws Exception {
        for (var i = 0; i <= 2_000; i++) {
            module().with("f" + i + ".txt", "");
        }
        assertProblem(
                "terraform",
                0,
                "The module holds more than 2000 files; the portal does not read that many.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "(", "{ a = ", "!", "-", "\"${", "f(", "a ? ", "[for x in ", "a["})
    void refusesNestingThatIsTooDeep(String open) throws Exception {
        module().with("main.tf", "variable \"x\" {\n  default = " + open.repeat(20_000));
        assertProblem(
                "terraform/main.tf",
                2,
                "This is nested more than 50 levels deep; the portal does not read that.");
    }

    @Test
    void refusesBlocksThatAreNestedTooDeep() throws Exception {
        module().with("main.tf", "a {\n".repeat(60) + "}\n".repeat(60));
        assertProblem(
                "terraform/main.tf",
                51,
                "This is nested more than 50 levels deep; the portal does not read that.");
    }

    @ParameterizedTest
    @ValueSource(strings = {" + 1", " && true", ".a", "[0]"})
    void refusesExpressionsThatAreTooLong(String more) throws Exception {
        module().with("main.tf", "locals {\n  x = a" + more.repeat(20_000) + "\n}");
        assertProblem(
                "terraform/main.tf", 2, "This expression is too long for the portal to read.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1001", "1e-99999999999999", "1e999999999"})
    void refusesNumbersThatAreTooLarge(String number) throws Exception {
        module().with("main.tf", "locals {\n  x = " + number + "\n}");
        assertProblem("terraform/main.tf", 2, "This number is too large or too small to be read.");
        Files.delete(root.resolve("terraform/main.tf"));
        module().with("main.tf.json", "{\"variable\": {\"x\":\n {\"default\": " + number + "}}}");
        assertProblem(
                "terraform/main.tf.json", 2, "This number is too large or too small to be read.");
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThatThrownBy(() -> module().read())
                .isInstanceOf(EngineException.class)
                .hasMessage("There is no folder \"terraform\" in the template.");
    }

    @Test
    void refusesAFolderOutsideOfTheTemplate() throws Exception {
        Files.createDirectories(root.resolve("template"));
        module().with("main.tf", "");
        assertThatThrownBy(
                        () ->
                                new ModuleReader()
                                        .read(root.resolve("terraform"), root.resolve("template")))
                .isInstanceOf(EngineException.class)
                .hasMessage("The folder \"terraform\" is outside of the template.");
    }

    private void assertProblem(String file, int line, String message) throws Exception {
        assertThat(module().read().problems()).containsExactly(Problem.error(file, line, message));
    }

    private ModuleFixture module() {
        return new ModuleFixture(root);
    }
}
