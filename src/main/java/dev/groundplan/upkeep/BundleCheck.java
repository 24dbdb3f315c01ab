package dev.groundplan.upkeep;

import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.store.Digests;
import dev.groundplan.store.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Compares the files of a sealed plan with the digests that its manifest, and so people, bind. */
@Component
class BundleCheck {
    private final ArtifactStore artifacts;
    private final JsonMapper json;

    BundleCheck(ArtifactStore artifacts, JsonMapper json) {
        this.artifacts = artifacts;
        this.json = json;
    }

    /**
     * The first file that differs; empty when none does. What can't be decrypted is found
     * elsewhere.
     */
    Optional<String> whatDiffers(UUID bundle, String manifest) {
        var bound = new TreeMap<String, String>();
        for (var step : json.readTree(manifest).path("steps")) {
            var id = step.path("step").asString();
            step.path("files")
                    .forEachEntry(
                            (path, digest) -> bound.put(id + "/run/" + path, digest.asString()));
        }
        try (var zip = new ZipInputStream(artifacts.stream(new ArtifactId(bundle)))) {
            return whatDiffers(zip, bound);
        } catch (UnreadableException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("archive");
        }
    }

    private static Optional<String> whatDiffers(ZipInputStream zip, Map<String, String> bound)
            throws IOException {
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            var name = entry.getName();
            if (name.split("/", 3).length == 3 && !digest(zip).equals(bound.remove(name))) {
                return Optional.of(name);
            }
        }
        return bound.keySet().stream().findFirst();
    }

    private static String digest(InputStream content) throws IOException {
        var digest = Digests.sha256();
        var buffer = new byte[64 * 1024];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            digest.update(buffer, 0, count);
        }
        return Digests.written(digest);
    }
}
