package dev.groundplan.command;

import java.io.PrintStream;
import java.util.List;

/** One thing that the jar does and then ends. */
interface Command {
    String name();

    /** Its arguments and what it does, for {@code --help}. */
    String usage();

    /**
     * @param words the arguments behind the command's name
     * @return the exit code
     * @throws RuntimeException when it can't be done; its message is a sentence for people
     */
    int run(List<String> words, PrintStream out);
}
