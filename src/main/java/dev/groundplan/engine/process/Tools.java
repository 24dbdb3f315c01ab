package dev.groundplan.engine.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The tools of this worker, and the environment that every one of them gets. */
@Component
public class Tools {
    /** Where children look for programs, whatever the portal's own path is. */
    static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /**
     * The only variables an admin may hand to every child; nothing that steers a tool is among
     * them.
     */
    private static final List<String> ALLOWED =
            List.of("http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR");

    private final ProcessProperties properties;
    private final Map<String, String> common = new LinkedHashMap<>();

    Tools(ProcessProperties properties) {
        this.properties = properties;
        properties.toolsEnvironment().forEach((name, value) -> common.put(allowed(name), value));
    }

    /**
     * The executables to use for a tool, as configured in {@code groundplan.tools.<name>}, else
     * those of the default names that are on the path. Absolute paths; what does not exist is left
     * out.
     */
    public List<Path> find(String tool, String... defaultNames) {
        var configured = properties.tools().get(tool);
        return (configured == null ? Stream.of(defaultNames) : configured.stream())
                .flatMap(name -> onPath(name).stream())
                .distinct()
                .toList();
    }

    /**
     * A fresh environment for a child: path, home, language, and what an admin lets every child
     * have.
     */
    public Map<String, String> environment(ChildPaths paths) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("PATH", PATH);
        environment.put("HOME", paths.home());
        environment.put("TMPDIR", paths.temp());
        environment.put("LANG", "C.UTF-8");
        environment.putAll(common);
        return environment;
    }

    /** A name, looked up on the portal's path, or a path; empty when there is no such program. */
    static Optional<Path> onPath(String program) {
        if (program.contains("/")) {
            return Optional.of(Path.of(program).toAbsolutePath()).filter(Files::isExecutable);
        }
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse(PATH).split(":"))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, program))
                .filter(path -> Files.isExecutable(path) && !Files.isDirectory(path))
                .findFirst();
    }

    /** Relaxed binding drops the underscores of a name, so they do not count. */
    private static String allowed(String name) {
        return ALLOWED.stream()
                .filter(each -> plain(each).equals(plain(name)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "groundplan.tools-environment can't set "
                                                + name
                                                + ". It takes "
                                                + String.join(", ", ALLOWED)
                                                + "."));
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }
}
