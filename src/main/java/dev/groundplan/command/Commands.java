package dev.groundplan.command;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the jar does when its first argument is the name of a command. */
public final class Commands {
    private static final List<Command> ALL = List.of(new Verify(), new Rescue(), new Restoring());
    private static final int COULD_NOT = 2;

    private Commands() {}

    /** Whether the first argument is a command, or asks for the list of them. */
    public static boolean isOne(String[] arguments) {
        return arguments.length > 0 && (isHelp(arguments[0]) || find(arguments[0]) != null);
    }

    /**
     * @return the exit code
     */
    public static int run(String[] arguments) {
        return run(arguments, System.out, System.err);
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        var command = find(arguments[0]);
        if (command == null || Arrays.asList(arguments).contains("--help")) {
            out.print(help());
            return 0;
        }
        try {
            return command.run(Arrays.asList(arguments).subList(1, arguments.length), out);
        } catch (RuntimeException e) {
            err.println(Failures.sentence(e));
            return COULD_NOT;
        }
    }

    private static boolean isHelp(String word) {
        return word.equals("--help") || word.equals("help");
    }

    private static @Nullable Command find(String name) {
        return ALL.stream().filter(command -> command.name().equals(name)).findFirst().orElse(null);
    }

    private static String help() {
        var text =
                new StringBuilder(
                        """
                        java -jar groundplan.jar [settings]             starts the portal
                        java -jar groundplan.jar <command> [settings]   does one thing and ends

                        """);
        ALL.forEach(command -> text.append(command.usage()).append('\n'));
        return text.append(
                        """
                        Settings are those of the portal: --groundplan.data=…, --groundplan.key-file=…,
                        --spring.datasource.url=… and so on.
                        """)
                .toString();
    }
}
