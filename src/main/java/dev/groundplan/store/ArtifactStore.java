package dev.groundplan.store;

import com.fasterxml.uuid.Generators;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Large or secret content, encrypted, in the database. Joins the caller's transaction; content
 * never changes.
 */
@Component
public class ArtifactStore {
    static final int PART = 1024 * 1024;
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
                head(id).orElseThrow(
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

    /**
     * Reads it to its end without keeping it, and compares its digest and size.
     *
     * @return false when there is no such artifact
     * @throws UnreadableException when it is damaged, or its key is not in the keyring
     */
    public boolean check(ArtifactId id) {
        var head = head(id);
        if (head.isEmpty()) {
            return false;
        }
        var digest = Digests.sha256();
        long size = 0;
        try (var content = stream(id, head.get())) {
            var buffer = new byte[64 * 1024];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                digest.update(buffer, 0, count);
                size += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!Digests.written(digest).equals(head.get().digest()) || size != head.get().size()) {
            throw new UnreadableException("Artifact " + id.value() + " is not what was stored.");
        }
        return true;
    }

    /**
     * The content a piece at a time, for what is too large to hold. Each piece is authentic; that
     * it is complete is proven at its end.
     *
     * @throws UnreadableException also while it is read, when it is gone or damaged
     */
    public InputStream stream(ArtifactId id) {
        return stream(
                id,
                head(id).orElseThrow(
                                () ->
                                        new UnreadableException(
                                                "Artifact " + id.value() + " is gone.")));
    }

    private InputStream stream(ArtifactId id, Head head) {
        try {
            return cipher.decrypting(new PartsInput(jdbc, id), purpose(head.kind(), id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Encrypts it anew with the current key, in the caller's transaction, holding no more than a
     * part of it. Its content and digest stay; who reads meanwhile gets the old bytes or the new.
     *
     * @return false when it is gone, or has the current key already
     */
    boolean moveToCurrentKey(ArtifactId id) {
        var locked =
                jdbc.sql(
                                """
                                select kind, digest, size from artifact where id = :id and key_id <> :key
                                for update
                                """)
                        .param("id", id.value())
                        .param("key", cipher.keyId())
                        .query(Head.class)
                        .optional();
        if (locked.isEmpty()) {
            return false;
        }
        var purpose = purpose(locked.get().kind(), id);
        try (var in = cipher.decrypting(new PartsInput(jdbc, id), purpose);
                var out = cipher.encrypting(new PartsOutput(jdbc, id), purpose)) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        jdbc.sql("update artifact set key_id = :key where id = :id")
                .param("key", cipher.keyId())
                .param("id", id.value())
                .update();
        return true;
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

    private Optional<Head> head(ArtifactId id) {
        return jdbc.sql("select kind, digest, size from artifact where id = :id")
                .param("id", id.value())
                .query(Head.class)
                .optional();
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

    private record Head(String kind, String digest, long size) {}
}
