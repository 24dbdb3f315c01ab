package dev.groundplan.worker;

import java.util.Collection;
import tools.jackson.databind.JsonNode;

final class Scrubber {
    Scrubber(Collection<String> secrets) {}

    String scrub(CharSequence text) {
        return text.toString();
    }

    JsonNode scrub(JsonNode node) {
        return node;
    }

    Stream stream() {
        return new Stream();
    }

    static final class Stream {
        String push(CharSequence text) {
            return text.toString();
        }

        String finish() {
            return "";
        }
    }
}
