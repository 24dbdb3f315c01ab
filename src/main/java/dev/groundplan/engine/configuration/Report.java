package dev.groundplan.engine.configuration;

import dev.groundplan.engine.process.Exit;
import dev.groundplan.engine.process.LineHandler;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a tool tells while it checks or works, read line by line. */
public interface Report extends LineHandler {
    /** Whether it began to work on anything. */
    boolean begun();

    /** Whether it told everything, its end included. */
    boolean ended();

    /** Whether all is as it should be: an exit code alone does not tell for some tools. */
    boolean succeeded(Exit exit);

    /**
     * Why it ended, in a sentence.
     *
     * @param phase "check" or "run"
     */
    String reason(String phase, Exit exit);

    /** The outputs that the sources set, by name; empty when there are none. */
    JsonNode outputs();

    /** Names of outputs that the sources themselves mark as secret. */
    Set<String> secretOutputs();

    /** Who wants to know while it goes on. */
    interface Listener {
        /** For who only wants the result. */
        Listener NONE =
                new Listener() {
                    @Override
                    public void begins(String address) {}

                    @Override
                    public void ends(String address, Item item) {}

                    @Override
                    public void idle() {}
                };

        void begins(String address);

        /**
         * @param address as it was told to {@link #begins}
         */
        void ends(String address, Item item);

        void idle();
    }
}
