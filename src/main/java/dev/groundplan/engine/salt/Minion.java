package dev.groundplan.engine.salt;

import dev.groundplan.engine.tool.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The configuration of a Salt that has no master, asks nobody anything and keeps its own files to
 * itself (docs.saltproject.io, "Configuring the Salt Minion").
 */
final class Minion {
    /** The host of every row, as long as states are applied where the tool runs. */
    static final String HOST = "localhost";

    private Minion() {}

    /**
     * Where its parts are.
     *
     * @param files a folder for what Salt keeps while it runs
     * @param module the folder of our module
     * @param inputs the file with the values
     */
    record Place(String files, String module, String inputs) {}

    /**
     * @param folders in which it looks for states
     */
    static ObjectNode configuration(Place place, List<String> folders) {
        var minion = Json.MAPPER.createObjectNode();
        minion.put("id", HOST)
                .put("file_client", "local")
                .put("master_type", "disable")
                .put("default_include", "none/*.conf")
                .put("root_dir", place.files())
                .put("cachedir", place.files() + "/cache")
                .put("extension_modules", place.files() + "/modules")
                .put("pki_dir", place.files() + "/pki")
                .put("sock_dir", place.files() + "/run")
                .put("log_file", "/dev/null")
                .put("log_level", "quiet")
                .put("log_level_logfile", "quiet")
                .put("enable_gpu_grains", false)
                .put("enable_fqdns_grains", false)
                .put("cache_jobs", false)
                .put("state_events", false);
        var roots = minion.putObject("file_roots").putArray("base");
        folders.forEach(roots::add);
        minion.putObject("pillar_roots").putArray("base");
        minion.putArray("ext_pillar").addObject().put("groundplan", place.inputs());
        for (var kind : List.of("module_dirs", "states_dirs", "pillar_dirs")) {
            minion.putArray(kind).add(place.module());
        }
        return minion;
    }
}
