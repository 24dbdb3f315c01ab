package dev.groundplan.engine.salt;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.StepSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a step applies: one SLS, and the folders in which Salt looks for it and for what it names.
 *
 * @param name as Salt calls it, such as {@code web} or {@code web.tls}
 * @param folders relative to the template's root; the first one is that of the step's source
 */
record Sls(String name, List<String> folders) {
    private static final String SUFFIX = ".sls";
    private static final String INIT = "init";

    /**
     * A dot is a folder to Salt, a comma begins another SLS, an equals sign ends a name, and it is
     * read as YAML.
     */
    private static final Pattern NAME =
            Pattern.compile("(?!(?i:null|true|false|yes|no|on|off)$)[A-Za-z_][A-Za-z0-9_-]*");

    /**
     * @param root the template's folder
     * @throws EngineException when the step's source is no SLS
     */
    static Sls of(Path root, StepSpec step) throws EngineException {
        return at(root, step.source());
    }

    /** The one that takes back what the step did; empty when the step names none. */
    static Optional<Sls> undo(Path root, StepSpec step) throws EngineException {
        var path = step.options().path("undo").asString("");
        return path.isEmpty() ? Optional.empty() : Optional.of(at(root, path));
    }

    private static Sls at(Path root, String source) throws EngineException {
        var path = root.resolve(source).normalize();
        if (!path.startsWith(root)) {
            throw new EngineException(source + " is outside of the template's folder.");
        }
        if (Files.isRegularFile(path.resolve(INIT + SUFFIX))) {
            return folder(root, path);
        }
        var name = path.getFileName().toString();
        if (name.endsWith(SUFFIX) && Files.isRegularFile(path)) {
            return file(
                    root,
                    path.resolveSibling(""),
                    name.substring(0, name.length() - SUFFIX.length()));
        }
        throw new EngineException(
                source + " is no folder with an init.sls, and no file that ends in .sls.");
    }

    /** By its own name, so that its {@code include: [.other]} works, where it has one. */
    private static Sls folder(Path root, Path folder) {
        var name = folder.getFileName().toString();
        boolean named = !folder.equals(root) && NAME.matcher(name).matches();
        if (!named || Files.exists(folder.resolve(name + SUFFIX))) {
            return new Sls(INIT, List.of(relative(root, folder)));
        }
        return new Sls(
                name, List.of(relative(root, folder), relative(root, folder.resolveSibling(""))));
    }

    private static Sls file(Path root, Path folder, String name) throws EngineException {
        if (name.equals(INIT)) {
            return folder(root, folder);
        }
        if (!NAME.matcher(name).matches()) {
            throw new EngineException(
                    name
                            + SUFFIX
                            + " can't be applied: the name of an SLS is letters, digits, '_' and '-', begins with a letter, and is no word of YAML such as 'on'.");
        }
        return new Sls(name, List.of(relative(root, folder)));
    }

    private static String relative(Path root, Path folder) {
        return root.relativize(folder).toString();
    }

    /** The folder of the step's source, relative to the template's root. */
    String folder() {
        return folders.get(0);
    }

    /** The file of an SLS, relative to the template's root; empty when there is none. */
    Optional<String> file(Path root, String sls) {
        var path = sls.replace('.', '/');
        return folders.stream()
                .flatMap(
                        folder ->
                                List.of(path + SUFFIX, path + "/" + INIT + SUFFIX).stream()
                                        .map(
                                                file ->
                                                        root.resolve(folder)
                                                                .resolve(file)
                                                                .normalize()))
                .filter(file -> file.startsWith(root) && Files.isRegularFile(file))
                .findFirst()
                .map(file -> root.relativize(file).toString());
    }
}
