package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.Problem;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.terraform.hcl.Body.Block;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Collects the variables and outputs of a module, in the order in which they are declared. */
final class Declarations {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}\\p{M}_-]*");

    /** Terraform uses these words in module blocks. */
    private static final Set<String> RESERVED =
            Set.of(
                    "source",
                    "version",
                    "providers",
                    "count",
                    "for_each",
                    "lifecycle",
                    "depends_on",
                    "locals");

    private final List<Problem> problems;
    private final Map<String, String> places = new HashMap<>();
    private final ObjectNode properties = JsonNodeFactory.instance.objectNode();
    private final List<String> required = new ArrayList<>();
    private final List<DeclaredOutput> outputs = new ArrayList<>();

    Declarations(List<Problem> problems) {
        this.problems = problems;
    }

    void add(ModuleFiles.Parsed file) {
        for (var block : file.body().blocks()) {
            if (block.type().equals("variable") && isNew(file.path(), block)) {
                variable(file.path(), block);
            } else if (block.type().equals("output") && isNew(file.path(), block)) {
                output(block);
            }
        }
    }

    ObjectNode parameters() {
        var schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema").put("type", "object");
        schema.set("properties", properties);
        var names = schema.putArray("required");
        required.forEach(names::add);
        return schema.put("additionalProperties", false);
    }

    List<DeclaredOutput> outputs() {
        return List.copyOf(outputs);
    }

    private boolean isNew(String file, Block block) {
        if (block.labels().size() != 1 || !NAME.matcher(block.label(0)).matches()) {
            var message =
                    "Expected one name after \""
                            + block.type()
                            + "\": a letter, then letters, digits, _ and -.";
            problems.add(Problem.error(file, block.line(), message));
            return false;
        }
        var first =
                places.putIfAbsent(block.type() + " " + block.label(0), file + ":" + block.line());
        if (first != null) {
            var message = "The %s \"%s\" is declared in %s already; remove one of them.";
            problems.add(
                    Problem.error(
                            file,
                            block.line(),
                            message.formatted(block.type(), block.label(0), first)));
        }
        return first == null;
    }

    private void variable(String file, Block block) {
        var variable = Variable.of(block);
        if (RESERVED.contains(variable.name())) {
            var message =
                    "Terraform keeps the name \""
                            + variable.name()
                            + "\" for itself; rename this variable.";
            problems.add(Problem.error(file, block.line(), message));
            return;
        }
        var parameter = Parameter.of(variable);
        parameter
                .notes()
                .forEach(
                        note ->
                                problems.add(
                                        new Problem(
                                                file, note.line(), note.message(), note.fatal())));
        properties.set(variable.name(), parameter.schema());
        if (parameter.required()) {
            required.add(variable.name());
        }
    }

    private void output(Block block) {
        outputs.add(
                new DeclaredOutput(
                        block.label(0),
                        Literals.text(block.body().value("description")).orElse(null),
                        Literals.isTrue(block.body().value("sensitive"))
                                || Literals.isTrue(block.body().value("ephemeral"))));
    }
}
