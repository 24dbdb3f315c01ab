package dev.groundplan.store;

import java.io.OutputStream;
import java.util.Arrays;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes an artifact's bytes over those that are there, a part at a time. A part is written only
 * when it is full, so whoever re-encrypts has read the old one of that number by then.
 */
final class PartsOutput extends OutputStream {
    private final JdbcClient jdbc;
    private final ArtifactId artifact;
    private final byte[] part = new byte[ArtifactStore.PART];
    private int filled;
    private int seq;

    PartsOutput(JdbcClient jdbc, ArtifactId artifact) {
        this.jdbc = jdbc;
        this.artifact = artifact;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (int done = 0; done < length; ) {
            if (filled == part.length) {
                store();
            }
            var count = Math.min(length - done, part.length - filled);
            System.arraycopy(bytes, offset + done, part, filled, count);
            filled += count;
            done += count;
        }
    }

    private void store() {
        var bytes = Arrays.copyOf(part, filled);
        if (update(bytes) == 0) {
            jdbc.sql(
                            "insert into artifact_part (artifact_id, seq, bytes) values (:id, :seq, :bytes)")
                    .param("id", artifact.value())
                    .param("seq", seq)
                    .param("bytes", bytes)
                    .update();
        }
        seq++;
        filled = 0;
    }

    private int update(byte[] bytes) {
        return jdbc.sql(
                        "update artifact_part set bytes = :bytes where artifact_id = :id and seq = :seq")
                .param("bytes", bytes)
                .param("id", artifact.value())
                .param("seq", seq)
                .update();
    }

    @Override
    public void close() {
        store();
        jdbc.sql("delete from artifact_part where artifact_id = :id and seq >= :seq")
                .param("id", artifact.value())
                .param("seq", seq)
                .update();
    }
}
