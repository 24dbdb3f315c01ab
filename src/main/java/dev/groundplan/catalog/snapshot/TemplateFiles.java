package dev.groundplan.catalog.snapshot;

import dev.groundplan.store.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;

/**
 * All files of one template, by their path relative to its folder, with {@code /} between the
 * parts.
 */
public record TemplateFiles(SortedMap<String, Content> files) {

    /** One file: its bytes, and whether it may be executed. */
    public record Content(byte[] bytes, boolean executable) {}

    /** {@code sha256:…} over all paths, modes and contents, in the order of the paths. */
    public String digest() {
        var sha256 = Digests.sha256();
        files.forEach(
                (path, file) -> {
                    sha256.update(framed(path.getBytes(StandardCharsets.UTF_8)));
                    sha256.update((byte) (file.executable() ? 1 : 0));
                    sha256.update(framed(file.bytes()));
                });
        return "sha256:" + HexFormat.of().formatHex(sha256.digest());
    }

    /** The file as UTF-8 text; malformed bytes become U+FFFD. Empty when there is no such file. */
    public Optional<String> text(String path) {
        return Optional.ofNullable(files.get(path))
                .map(file -> new String(file.bytes(), StandardCharsets.UTF_8));
    }

    /** Whether it is a file, or a folder with files in it; {@code .} is the template itself. */
    public boolean contains(String path) {
        return path.equals(".")
                || files.containsKey(path)
                || !files.subMap(path + "/", path + "0").isEmpty();
    }

    private static byte[] framed(byte[] bytes) {
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }
}
