package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.SourceDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what a Terraform module declares from its files, without starting Terraform. */
public class ModuleReader {
    /**
     * Variables become parameters, as {@link SourceDescription} says; {@code x-error} beside the
     * rules of a parameter holds the author's message by keyword. Called modules are looked at as
     * well, for what the portal refuses.
     *
     * @param moduleFolder the folder of the module, in the root
     * @param root the template's folder; the files of problems are relative to it
     * @throws EngineException when the folder can't be read or lies outside of the root
     */
    public SourceDescription read(Path moduleFolder, Path root) throws EngineException {
        try {
            return new Reading(root.toRealPath()).read(real(moduleFolder, root.toRealPath()));
        } catch (IOException wrong) {
            throw new EngineException(
                    "The module's folder can't be read: " + wrong.getMessage() + ".", wrong);
        }
    }

    private static Path real(Path folder, Path root) throws IOException, EngineException {
        if (!Files.isDirectory(folder)) {
            throw new EngineException(
                    "There is no folder \"" + folder.getFileName() + "\" in the template.");
        }
        if (!folder.toRealPath().startsWith(root)) {
            throw new EngineException(
                    "The folder \"" + folder.getFileName() + "\" is outside of the template.");
        }
        return folder.toRealPath();
    }

    private static final class Reading {
        private final List<Problem> problems = new ArrayList<>();
        private final Declarations declarations = new Declarations(problems);
        private final Deque<Path> waiting = new ArrayDeque<>();
        private final Set<Path> seen = new HashSet<>();
        private final ModuleFiles files;
        private final ModuleRules rules;

        Reading(Path root) {
            this.files = new ModuleFiles(root, problems);
            this.rules = new ModuleRules(root, problems);
        }

        SourceDescription read(Path folder) throws IOException {
            seen.add(folder);
            var parsed = files.read(folder);
            if (parsed.isEmpty() && problems.isEmpty()) {
                problems.add(
                        Problem.error(files.relative(folder), 0, "The folder holds no *.tf file."));
            }
            parsed.forEach(rules::checkState);
            parsed.forEach(declarations::add);
            parsed.forEach(file -> look(file, folder));
            while (!waiting.isEmpty()) {
                var called = waiting.remove();
                files.read(called).forEach(file -> look(file, called));
            }
            return new SourceDescription(
                    declarations.parameters(), declarations.outputs(), List.copyOf(problems));
        }

        private void look(ModuleFiles.Parsed file, Path folder) {
            rules.checkData(file);
            for (var module : file.body().blocks("module")) {
                rules.called(file, module, folder).filter(seen::add).ifPresent(waiting::add);
            }
        }
    }
}
