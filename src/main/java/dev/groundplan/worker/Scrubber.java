package dev.groundplan.worker;

import java.util.Collection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Masks every secret of a run, in its usual encodings, wherever a tool prints it. Secrets shorter
 * than six characters are not looked for. A seat belt, not a lock: a tool that means to leak a
 * secret can always write it in another way. Takes time in proportion to the text, not to the
 * number of secrets; safe to share between threads.
 */
public final class Scrubber {

    static final String MASK = "••••••";

    private final Needles needles;

    public Scrubber(Collection<String> secrets) {
        this.needles = new Needles(SecretForms.of(secrets));
    }

    /** A complete text. */
    public String scrub(CharSequence text) {
        Stream stream = stream();
        return stream.push(text) + stream.finish();
    }

    /**
     * Every text, number and name in the tree; a number that is a secret becomes a text. The given
     * tree stays as it is.
     */
    public JsonNode scrub(JsonNode node) {
        if (node.isObject()) {
            ObjectNode masked = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(field -> masked.set(scrub(field.getKey()), scrub(field.getValue())));
            return masked;
        }
        if (node.isArray()) {
            ArrayNode masked = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> masked.add(scrub(item)));
            return masked;
        }
        return node.isString() || node.isNumber() ? scrubbed(node) : node;
    }

    private JsonNode scrubbed(JsonNode node) {
        String text = node.asString();
        String masked = scrub(text);
        return masked.equals(text) ? node : JsonNodeFactory.instance.stringNode(masked);
    }

    /**
     * A text that comes in pieces of any size; a secret is found over their borders, and with
     * colours inside it.
     */
    public Stream stream() {
        return new Stream(needles);
    }

    /** One text on its way. Not safe to share between threads. */
    public static final class Stream {

        private final Needles needles;
        private final ControlCodes codes = new ControlCodes();
        private final HeldText held = new HeldText();
        private int state = Needles.START;

        private Stream(Needles needles) {
            this.needles = needles;
        }

        /** What can be shown now; what may still be the beginning of a secret is held back. */
        public String push(CharSequence piece) {
            StringBuilder out = new StringBuilder(piece.length());
            for (int i = 0; i < piece.length(); i++) {
                take(piece.charAt(i), out);
            }
            return out.toString();
        }

        /** Whether all that came has been shown, masked or not. */
        boolean isEmpty() {
            return held.isEmpty();
        }

        /** The rest. */
        public String finish() {
            StringBuilder out = new StringBuilder();
            held.release(0, out);
            state = Needles.START;
            return out.toString();
        }

        private void take(char c, StringBuilder out) {
            if (codes.take(c)) {
                held.addCode(c);
            } else {
                state = needles.step(state, c);
                held.addText(c);
                held.mask(needles.found(state));
            }
            held.release(needles.depth(state), out);
        }
    }
}
