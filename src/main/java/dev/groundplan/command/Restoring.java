package dev.groundplan.command;

import dev.groundplan.backup.Restore;
import java.io.PrintStream;
import java.util.List;

/** Puts a backup where no database is. Reads no settings but its own: there is no portal yet. */
final class Restoring implements Command {
    @Override
    public String name() {
        return "restore";
    }

    @Override
    public String usage() {
        return Restore.USAGE;
    }

    @Override
    public int run(List<String> words, PrintStream out) {
        return Restore.run(words, out);
    }
}
