package dev.groundplan.catalog.snapshot;

import dev.groundplan.catalog.snapshot.TemplateFiles.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The packed form of a template: a magic number, then deflated {@code path, executable, content}
 * records. It knows plain files only: there is no way to write down a link, an owner or a time.
 */
public final class Snapshots {
    private static final int MAGIC = 0x47505431; // GPT1

    private Snapshots() {}

    public static byte[] pack(TemplateFiles template) {
        var packed = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(packed)) {
            out.writeInt(MAGIC);
            try (var records = new DataOutputStream(new DeflaterOutputStream(out))) {
                records.writeInt(template.files().size());
                for (var file : template.files().entrySet()) {
                    write(records, file.getKey(), file.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /**
     * Counts while it inflates, so a bomb ends at the limits of a template's folder.
     *
     * @throws DamagedSnapshotException when the bytes are anything but a packed template
     */
    public static TemplateFiles open(byte[] packed) {
        var in = new DataInputStream(new ByteArrayInputStream(packed));
        try {
            if (in.readInt() != MAGIC) {
                throw new DamagedSnapshotException("This is not a packed template.");
            }
            return read(new DataInputStream(new InflaterInputStream(in)));
        } catch (IOException e) {
            throw new DamagedSnapshotException("The packed template is cut off or damaged.", e);
        }
    }

    private static void write(DataOutputStream out, String path, Content file) throws IOException {
        var name = path.getBytes(StandardCharsets.UTF_8);
        out.writeShort(name.length);
        out.write(name);
        out.writeBoolean(file.executable());
        out.writeInt(file.bytes().length);
        out.write(file.bytes());
    }

    private static TemplateFiles read(DataInputStream in) throws IOException {
        var count = in.readInt();
        require(
                count >= 0 && count <= FolderLimits.FILES,
                "The packed template holds too many files.");
        var files = new TreeMap<String, Content>();
        long total = 0;
        for (int i = 0; i < count; i++) {
            var path = path(in);
            var content = content(in);
            total += content.bytes().length;
            require(total <= FolderLimits.TOTAL_BYTES, "The packed template is too large.");
            require(
                    files.put(path, content) == null,
                    "The packed template holds '" + path + "' twice.");
        }
        require(in.read() < 0, "The packed template has bytes after its end.");
        return new TemplateFiles(files);
    }

    private static String path(DataInputStream in) throws IOException {
        var path = new String(exactly(in, in.readUnsignedShort()), StandardCharsets.UTF_8);
        var refusal = PathRule.refusal(path);
        require(
                refusal.isEmpty(),
                "The path '" + path + "' in the packed template " + refusal.orElse("") + ".");
        return path;
    }

    private static Content content(DataInputStream in) throws IOException {
        var executable = in.readBoolean();
        var size = in.readInt();
        require(
                size >= 0 && size <= FolderLimits.FILE_BYTES,
                "A file in the packed template is too large.");
        return new Content(exactly(in, size), executable);
    }

    private static byte[] exactly(DataInputStream in, int size) throws IOException {
        var bytes = in.readNBytes(size);
        require(bytes.length == size, "The packed template is cut off.");
        return bytes;
    }

    private static void require(boolean fine, String otherwise) {
        if (!fine) {
            throw new DamagedSnapshotException(otherwise);
        }
    }
}
