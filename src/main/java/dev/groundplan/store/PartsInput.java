package dev.groundplan.store;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The bytes of an artifact as they are stored, a part at a time. */
final class PartsInput extends InputStream {
    private final JdbcClient jdbc;
    private final ArtifactId artifact;
    private ByteArrayInputStream part = new ByteArrayInputStream(new byte[0]);
    private int seq;
    private boolean ended;

    PartsInput(JdbcClient jdbc, ArtifactId artifact) {
        this.jdbc = jdbc;
        this.artifact = artifact;
    }

    @Override
    public int read() {
        return fill() ? part.read() : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        return fill() ? part.read(target, offset, length) : -1;
    }

    private boolean fill() {
        while (part.available() == 0 && !ended) {
            var bytes =
                    jdbc.sql(
                                    "select bytes from artifact_part where artifact_id = :id and seq = :seq")
                            .param("id", artifact.value())
                            .param("seq", seq++)
                            .query(byte[].class)
                            .optional();
            ended = bytes.isEmpty();
            part = new ByteArrayInputStream(bytes.orElse(new byte[0]));
        }
        return !ended;
    }
}
