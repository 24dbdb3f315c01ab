package dev.groundplan.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Sees a COMMIT in what a client sends to PostgreSQL (<a
 * href="https://www.postgresql.org/docs/current/protocol-message-formats.html">message
 * formats</a>), as a simple query or as a statement that is bound by its name.
 */
final class CommitReader {
    private static final int PROTOCOL_3 = 196608;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private final Set<String> commits = new HashSet<>();
    private boolean started;

    /** Whether a whole message with a commit ended in these bytes. */
    boolean read(byte[] bytes, int length) {
        rest.write(bytes, 0, length);
        var in = ByteBuffer.wrap(rest.toByteArray());
        var seen = false;
        for (in.mark(); hasMessage(in); in.mark()) {
            seen |= message(in);
        }
        in.reset();
        rest.reset();
        rest.write(in.array(), in.position(), in.remaining());
        return seen;
    }

    private boolean hasMessage(ByteBuffer in) {
        int type = started ? 1 : 0;
        return in.remaining() >= type + 4
                && in.remaining() >= type + in.getInt(in.position() + type);
    }

    private boolean message(ByteBuffer in) {
        char type = started ? (char) in.get() : ' ';
        int length = in.getInt();
        var body = in.slice().limit(length - 4);
        in.position(in.position() + length - 4);
        return switch (type) {
            case ' ' -> {
                started = body.getInt() == PROTOCOL_3; // before it comes the question for TLS
                yield false;
            }
            case 'Q' -> isCommit(text(body));
            case 'P' -> {
                parse(text(body), text(body));
                yield false;
            }
            case 'B' -> {
                text(body);
                yield commits.contains(text(body));
            }
            default -> false;
        };
    }

    private void parse(String name, String query) {
        if (isCommit(query)) {
            commits.add(name);
        } else {
            commits.remove(name);
        }
    }

    private static boolean isCommit(String query) {
        return query.strip().toUpperCase(Locale.ROOT).equals("COMMIT");
    }

    private static String text(ByteBuffer body) {
        var text = new ByteArrayOutputStream();
        for (byte b = body.get(); b != 0; b = body.get()) {
            text.write(b);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
