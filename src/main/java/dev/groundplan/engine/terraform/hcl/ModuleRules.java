package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.Problem;
import dev.groundplan.engine.terraform.hcl.Body.Block;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a module may not bring: its own state keeping, and code from outside of the template. */
final class ModuleRules {
    private static final Pattern LOCAL = Pattern.compile("\\.\\.?/.*");
    private static final Map<String, String> RUN_WHILE_PLANNING =
            Map.of(
                    "external", "runs a program on the worker",
                    "http", "sends a request from the worker");

    private final Path root;
    private final List<Problem> problems;

    ModuleRules(Path root, List<Problem> problems) {
        this.root = root;
        this.problems = problems;
    }

    /** Terraform obeys state settings of the first module only; in others they do nothing. */
    void checkState(ModuleFiles.Parsed file) {
        for (var settings : file.body().blocks("terraform")) {
            for (var block : settings.body().blocks()) {
                if (block.type().equals("backend") || block.type().equals("cloud")) {
                    error(
                            file,
                            block,
                            "The portal keeps the state; remove this " + block.type() + " block.");
                }
            }
        }
    }

    void checkData(ModuleFiles.Parsed file) {
        for (var block : file.body().blocks("data")) {
            var what = RUN_WHILE_PLANNING.get(block.label(0));
            if (what != null) {
                var message =
                        "The data source \"%s\" %s each time a change is planned, before anyone approved it.";
                problems.add(
                        new Problem(
                                file.path(),
                                block.line(),
                                message.formatted(block.label(0), what),
                                false));
            }
        }
    }

    /** The folder of a called module that is in the template; else the problem is noted. */
    Optional<Path> called(ModuleFiles.Parsed file, Block module, Path folder) {
        var name = "The module \"" + module.label(0) + "\" ";
        var source = Literals.text(module.body().value("source"));
        if (source.isEmpty()) {
            return refused(
                    file,
                    module,
                    name + "has no source that is written out; write source = \"./…\".");
        }
        if (!LOCAL.matcher(source.get()).matches()) {
            return refused(
                    file,
                    module,
                    name + "comes from outside; copy it into the template and call it as \"./…\".");
        }
        var target = target(folder, source.get());
        if (target.isEmpty() || !target.get().startsWith(root)) {
            return refused(
                    file, module, name + "is outside of the template; copy it into the template.");
        }
        return Files.isDirectory(target.get())
                ? target
                : refused(
                        file,
                        module,
                        name
                                + "is called from a folder that does not exist: "
                                + source.get()
                                + ".");
    }

    private static Optional<Path> target(Path folder, String source) {
        try {
            var target = folder.resolve(source).normalize();
            return Optional.of(Files.isDirectory(target) ? target.toRealPath() : target);
        } catch (InvalidPathException | java.io.IOException wrong) {
            return Optional.empty();
        }
    }

    private Optional<Path> refused(ModuleFiles.Parsed file, Block block, String message) {
        error(file, block, message);
        return Optional.empty();
    }

    private void error(ModuleFiles.Parsed file, Block block, String message) {
        problems.add(Problem.error(file.path(), block.line(), message));
    }
}
