package dev.groundplan.command;

import dev.groundplan.upkeep.Findings;
import dev.groundplan.upkeep.Verification;
import java.io.PrintStream;
import java.util.List;

/** Checks that everything stored is what was stored. */
final class Verify implements Command {
    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String usage() {
        return """
        verify
            Checks everything that is stored against its digests. Changes nothing. Exit code 0: all is
            as it was stored; 1: something is not, a line for each; 2: it could not be checked.
        """;
    }

    @Override
    public int run(List<String> words, PrintStream out) {
        var arguments = Arguments.of(words);
        arguments.refuseOthersThan();
        try (var context = CommandContext.open(arguments)) {
            var printed = new Printed(out);
            context.getBean(Verification.class).run(printed);
            out.println(
                    printed.found == 0
                            ? "All is as it was stored."
                            : "Found " + printed.found + ".");
            return printed.found == 0 ? 0 : 1;
        }
    }

    private static final class Printed implements Findings {
        private final PrintStream out;
        private long found;

        Printed(PrintStream out) {
            this.out = out;
        }

        @Override
        public void checked(String things, long count) {
            out.println("Checked " + count + " " + things + ".");
        }

        @Override
        public void found(String sentence) {
            found++;
            out.println("FOUND: " + sentence);
        }
    }
}
