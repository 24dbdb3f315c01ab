package dev.groundplan.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** How much room is left on the volumes that the portal writes to. */
@Component
public class DiskSpace {
    private static final DataSize NOTHING = DataSize.ofMegabytes(1);
    private static final List<String> PLACES = List.of("", "db", "executions", "environments");
    private final Path data;
    private final DataSize reserve;

    DiskSpace(DataDirectory data, @Value("${groundplan.disk-reserve:100MB}") String reserve) {
        this.data = data.root();
        this.reserve = DataSize.parse(reserve);
    }

    /** From good to bad. */
    public enum State {
        ENOUGH,
        LOW,
        FULL
    }

    /**
     * A volume.
     *
     * @param path the first of the portal's folders on it
     */
    public record Volume(Path path, DataSize free, DataSize total, State state) {}

    /** Each volume once, as it is now. */
    public List<Volume> volumes() {
        Map<FileStore, Path> stores = new LinkedHashMap<>();
        for (var place : PLACES) {
            var path = data.resolve(place);
            if (Files.isDirectory(path)) {
                store(path).forEach(store -> stores.putIfAbsent(store, path));
            }
        }
        return stores.entrySet().stream()
                .flatMap(store -> volume(store.getKey(), store.getValue()))
                .toList();
    }

    private static Stream<FileStore> store(Path path) {
        try {
            return Stream.of(Files.getFileStore(path));
        } catch (IOException e) {
            return Stream.empty(); // it was taken away in this moment
        }
    }

    private Stream<Volume> volume(FileStore store, Path path) {
        try {
            var free = DataSize.ofBytes(store.getUsableSpace());
            return Stream.of(
                    new Volume(path, free, DataSize.ofBytes(store.getTotalSpace()), state(free)));
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private State state(DataSize free) {
        if (free.compareTo(NOTHING) < 0) {
            return State.FULL;
        }
        return free.compareTo(reserve) < 0 ? State.LOW : State.ENOUGH;
    }
}
