package dev.groundplan.engine.ansible;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.Change.Fidelity;
import dev.groundplan.engine.ChangeAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tasks of a playbook by host, as {@code ansible-playbook --list-tasks --list-hosts} prints
 * them: what a plan is where nothing can be checked yet.
 */
final class TaskList {
    private static final String TAGS = "\tTAGS:";
    private final Map<String, Integer> seen = new HashMap<>();
    private final List<Change> rows = new ArrayList<>();
    private final List<String> hosts = new ArrayList<>();
    private boolean inHosts;
    private boolean inTasks;

    private TaskList() {}

    static List<Change> read(String text) {
        var list = new TaskList();
        text.lines().forEach(list::line);
        return list.rows;
    }

    private void line(String line) {
        var text = line.strip();
        if (text.startsWith("play #") && line.contains(TAGS)) {
            hosts.clear();
            inHosts = false;
            inTasks = false;
        } else if (text.startsWith("hosts (") && text.endsWith("):")) {
            inHosts = true;
        } else if (text.equals("tasks:")) {
            inHosts = false;
            inTasks = true;
        } else if (inHosts && !text.isEmpty()) {
            hosts.add(text);
        } else if (inTasks && line.contains(TAGS)) {
            var task = line.substring(0, line.indexOf(TAGS)).strip();
            hosts.forEach(host -> rows.add(row(host, task)));
        }
    }

    private Change row(String host, String task) {
        var key = host + " · " + task;
        int count = seen.merge(key, 1, Integer::sum);
        var address = count == 1 ? key : key + " (" + count + ")";
        return Change.of(address, "task", task, host, ChangeAction.RUN, Fidelity.OPAQUE);
    }
}
