package dev.groundplan.engine.process;

import dev.groundplan.engine.Workdir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a child into bubblewrap (bwrap(1)): own namespaces, no capabilities, and of the disk only
 * the system's programs, its run directory and what its {@link Access} names. The environment is
 * not set here, since it would show in the argument list: bwrap passes on what the launcher got,
 * which is the command's and nothing else.
 */
final class Bubblewrap implements Isolation {
    private static final String HOME = "/home/run";
    private static final String TEMP_BYTES = String.valueOf(1L << 30);
    private static final List<String> SYSTEM =
            List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");
    private static final List<String> ETC =
            List.of(
                    "alternatives",
                    "ansible",
                    "ca-certificates",
                    "group",
                    "hosts",
                    "ld.so.cache",
                    "localtime",
                    "nsswitch.conf",
                    "passwd",
                    "pki",
                    "puppet",
                    "resolv.conf",
                    "ssl");

    private final Path bwrap;
    private final Path data;

    /**
     * @param data the portal's data directory, which no child may see as a whole
     */
    Bubblewrap(Path bwrap, Path data) {
        this.bwrap = bwrap;
        this.data = data.toAbsolutePath().normalize();
    }

    @Override
    public ChildPaths paths(Workdir dir) {
        return new ChildPaths(Workdir.RUN, Workdir.ENVIRONMENT, HOME, "/tmp");
    }

    @Override
    public List<String> wrap(Command command, Workdir dir) throws IOException {
        var args = new ArrayList<>(List.of(bwrap.toString()));
        namespaces(args, command.network());
        system(args);
        tool(args, command.argv().get(0));
        work(args, command.access(), dir);
        args.addAll(List.of("--chdir", Path.of(Workdir.RUN, command.directory()).toString(), "--"));
        args.addAll(command.argv());
        return args;
    }

    private static void namespaces(List<String> args, Network network) {
        args.addAll(List.of("--die-with-parent", "--new-session"));
        args.addAll(List.of("--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts"));
        args.add("--unshare-cgroup-try");
        if (network == Network.NONE) {
            args.add("--unshare-net");
        }
        args.addAll(List.of("--uid", "65534", "--gid", "65534", "--hostname", "groundplan"));
        args.addAll(List.of("--cap-drop", "ALL"));
    }

    private static void system(List<String> args) throws IOException {
        args.addAll(List.of("--ro-bind", "/usr", "/usr"));
        for (var name : SYSTEM) {
            var path = Path.of("/", name);
            if (Files.isSymbolicLink(path)) {
                args.addAll(
                        List.of("--symlink", Files.readSymbolicLink(path).toString(), "/" + name));
            } else if (Files.isDirectory(path)) {
                args.addAll(List.of("--ro-bind", "/" + name, "/" + name));
            }
        }
        for (var name : ETC) {
            args.addAll(List.of("--ro-bind-try", "/etc/" + name, "/etc/" + name));
        }
        args.addAll(
                List.of(
                        "--proc",
                        "/proc",
                        "--dev",
                        "/dev",
                        "--tmpfs",
                        "/dev/shm",
                        "--tmpfs",
                        "/run"));
        args.addAll(
                List.of(
                        "--size",
                        TEMP_BYTES,
                        "--tmpfs",
                        "/tmp",
                        "--tmpfs",
                        "/home",
                        "--dir",
                        HOME));
    }

    /** A tool outside the system's folders is the only file of its folder that the child sees. */
    private void tool(List<String> args, String program) throws IOException {
        var path = Path.of(program);
        if (path.isAbsolute() && !path.startsWith("/usr") && !path.startsWith("/bin")) {
            args.addAll(List.of("--ro-bind", checked(path).toRealPath().toString(), program));
        }
    }

    private void work(List<String> args, Access access, Workdir dir) throws IOException {
        args.addAll(List.of("--bind", absolute(dir.run()), Workdir.RUN));
        args.add(access.environmentWritable() ? "--bind-try" : "--ro-bind-try");
        args.addAll(List.of(absolute(dir.environment()), Workdir.ENVIRONMENT));
        for (var path : access.readOnly()) {
            args.addAll(List.of("--ro-bind-try", checked(path).toString(), path.toString()));
        }
        for (var path : access.writable()) {
            args.addAll(List.of("--bind", checked(path).toString(), path.toString()));
        }
    }

    /** The launcher starts elsewhere than the portal. */
    private static String absolute(Path path) {
        return path.toAbsolutePath().toString();
    }

    private Path checked(Path path) throws IOException {
        if (data.startsWith(path.toAbsolutePath().normalize())) {
            throw new IOException(
                    "The folder "
                            + path
                            + " holds the portal's own data, so no tool may see it. Move the tool or the folder elsewhere.");
        }
        return path;
    }
}
