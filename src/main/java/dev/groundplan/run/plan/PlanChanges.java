package dev.groundplan.run.plan;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.ChangeAction;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The changes of plans as rows, so that a plan of thousands pages and filters; the riskiest come
 * first.
 */
@Repository
public class PlanChanges {
    private static final int BATCH = 500;
    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final JsonMapper json;

    PlanChanges(JdbcClient jdbc, JdbcTemplate template, JsonMapper json) {
        this.jdbc = jdbc;
        this.template = template;
        this.json = json;
    }

    /**
     * Which changes to show.
     *
     * @param text part of an address or type; null for all
     * @param action null for all
     */
    public record Filter(boolean drift, @Nullable String text, @Nullable ChangeAction action) {}

    /** A change with the step it belongs to. */
    public record StepChange(String step, int seq, Change change) {}

    void insert(PlanId plan, PlannedStep step) {
        var rows = new ArrayList<Row>();
        step.plan().changes().forEach(change -> rows.add(new Row(rows.size() + 1, false, change)));
        step.plan().drift().forEach(change -> rows.add(new Row(rows.size() + 1, true, change)));
        template.batchUpdate(
                """
                insert into plan_change (plan_id, step, seq, drift, address, action, type, target, weight, search, body)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                rows,
                BATCH,
                (statement, row) -> bind(statement, plan, step.step(), row));
    }

    private record Row(int seq, boolean drift, Change change) {}

    private void bind(PreparedStatement statement, PlanId plan, String step, Row row)
            throws SQLException {
        var change = row.change();
        statement.setObject(1, plan.value());
        statement.setString(2, step);
        statement.setInt(3, row.seq());
        statement.setBoolean(4, row.drift());
        statement.setString(5, change.address());
        statement.setString(6, change.action().name());
        statement.setString(7, change.type());
        statement.setString(8, change.target());
        statement.setInt(9, weight(change.action()));
        statement.setString(10, search(change));
        statement.setString(11, json.writeValueAsString(change));
    }

    private static int weight(ChangeAction action) {
        return switch (action) {
            case ERROR -> 0;
            case DELETE -> 1;
            case REPLACE -> 2;
            case FORGET -> 3;
            case UPDATE -> 4;
            case RUN -> 5;
            case CREATE -> 6;
            case READ -> 7;
            case NO_OP -> 8;
        };
    }

    private static String search(Change change) {
        var target = change.target() == null ? "" : " " + change.target();
        return (change.address() + " " + change.type() + target).toLowerCase(Locale.ROOT);
    }

    /** A page of changes, the riskiest first. */
    public List<StepChange> page(PlanId plan, Filter filter, int offset, int limit) {
        return select(
                        "step, seq, body",
                        plan,
                        filter,
                        " order by weight, step, seq offset :offset rows fetch next :limit rows only")
                .param("offset", offset)
                .param("limit", limit)
                .query(
                        (row, n) ->
                                new StepChange(
                                        row.getString("step"),
                                        row.getInt("seq"),
                                        json.readValue(row.getString("body"), Change.class)))
                .list();
    }

    /** Everything that is shown of one step, in the tool's order, what drifted last. */
    public List<Change> of(PlanId plan, String step) {
        return jdbc.sql(
                        "select body from plan_change where plan_id = :plan and step = :step order by seq")
                .param("plan", plan.value())
                .param("step", step)
                .query((row, n) -> json.readValue(row.getString("body"), Change.class))
                .list();
    }

    public int count(PlanId plan, Filter filter) {
        return select("count(*)", plan, filter, "").query(Integer.class).single();
    }

    private JdbcClient.StatementSpec select(String what, PlanId plan, Filter filter, String end) {
        var text =
                filter.text() == null
                        ? null
                        : "%" + escaped(filter.text().toLowerCase(Locale.ROOT)) + "%";
        var action = filter.action() == null ? null : filter.action().name();
        return jdbc.sql(
                        "select "
                                + what
                                + """
                                 from plan_change where plan_id = :plan and drift = :drift
                                    and (cast(:text as varchar) is null or search like cast(:text as varchar) escape '!')
                                    and (cast(:action as varchar) is null or action = cast(:action as varchar))
                                """
                                + end)
                .param("plan", plan.value())
                .param("drift", filter.drift())
                .param("text", text)
                .param("action", action);
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
