package dev.groundplan.store;

import com.fasterxml.uuid.Generators;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Large or secret content, encrypted, in the database. Joins the caller's transaction; content
 * never changes.
 */
@Component
public class ArtifactStore {
    private static final int PART = 1024 * 1024;
    private final JdbcClient jdbc;
    private final Cipher cipher;
    private final Clock clock;

    ArtifactStore(JdbcClient jdbc, Cipher cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    /**
     * @param kind what it is, such as {@code template} or {@code state}; at most 40 characters
     */
    public ArtifactId save(String kind, byte[] content) {
        var id = Generators.timeBasedEpochGenerator().generate();
        jdbc.sql(
                        """
                        insert into artifact (id, kind, digest, size, key_id, created_at)
                        values (:id, :kind, :digest, :size, :key, :at)
                        """)
                .param("id", id)
                .param("kind", kind)
                .param("digest", Digests.of(content))
                .param("size", content.length)
                .param("key", cipher.keyId())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        var artifact = new ArtifactId(id);
        saveParts(artifact, cipher.encrypt(content, purpose(kind, artifact)));
        return artifact;
    }

    /**
     * @throws UnreadableException when it is gone, damaged, or its key is not in the keyring
     */
    public byte[] read(ArtifactId id) {
        var head =
                jdbc.sql("select kind, digest from artifact where id = :id")
                        .param("id", id.value())
                        .query(Head.class)
                        .optional()
                        .orElseThrow(
                                () ->
                                        new UnreadableException(
                                                "Artifact " + id.value() + " is gone."));
        var content = cipher.decrypt(readParts(id), purpose(head.kind(), id));
        if (!Digests.of(content).equals(head.digest())) {
            throw new UnreadableException("Artifact " + id.value() + " is not what was stored.");
        }
        return content;
    }

    /** Like {@link #read}, for callers that unpack. */
    public InputStream open(ArtifactId id) {
        return new ByteArrayInputStream(read(id));
    }

    public void delete(ArtifactId id) {
        jdbc.sql("delete from artifact where id = :id").param("id", id.value()).update();
    }

    private void saveParts(ArtifactId id, byte[] encrypted) {
        for (int at = 0, seq = 0; at < encrypted.length; at += PART, seq++) {
            jdbc.sql(
                            "insert into artifact_part (artifact_id, seq, bytes) values (:id, :seq, :bytes)")
                    .param("id", id.value())
                    .param("seq", seq)
                    .param(
                            "bytes",
                            Arrays.copyOfRange(
                                    encrypted, at, Math.min(at + PART, encrypted.length)))
                    .update();
        }
    }

    private byte[] readParts(ArtifactId id) {
        var all = new ByteArrayOutputStream();
        jdbc.sql("select bytes from artifact_part where artifact_id = :id order by seq")
                .param("id", id.value())
                .query(byte[].class)
                .list()
                .forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static String purpose(String kind, ArtifactId id) {
        return kind + "/" + id.value();
    }

    private record Head(String kind, String digest) {}
}
