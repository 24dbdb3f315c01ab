package dev.groundplan.run.web;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.Environments;
import dev.groundplan.environment.Revision;
import dev.groundplan.form.Forms;
import dev.groundplan.form.Known;
import dev.groundplan.form.ReviewRow;
import dev.groundplan.page.ValueView;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Values of parameters, compared with what they were before. */
@Component
class ValueRows {
    private final Environments environments;
    private final Catalog catalog;
    private final Forms forms;

    ValueRows(Environments environments, Catalog catalog, Forms forms) {
        this.environments = environments;
        this.catalog = catalog;
        this.forms = forms;
    }

    /** What a run asks for, compared with what it starts from. */
    List<ValueRow> of(Environment environment, Run run) {
        var asked = environments.revision(environment.id(), run.request().revision());
        var update = run.request().kind() == RunKind.UPDATE;
        return rows(asked, update ? before(environment, run) : null);
    }

    /** The present values of an environment. */
    List<ValueRow> of(Environment environment) {
        return rows(environments.current(environment), null);
    }

    List<ValueRow> review(
            Revision present, ObjectNode after, dev.groundplan.form.FormDefinition form) {
        return forms.review(form, Known.previous(present.values()), after).stream()
                .map(ValueRows::compared)
                .toList();
    }

    List<ValueRow> review(ObjectNode after, dev.groundplan.form.FormDefinition form) {
        return forms.review(form, Known.nothing(), after).stream().map(ValueRows::plain).toList();
    }

    private @Nullable Revision before(Environment environment, Run run) {
        var applied = environment.appliedRevision();
        if (applied == null) {
            return null;
        }
        var earlier = applied < run.request().revision() ? applied : run.request().revision() - 1;
        return earlier < 1 ? null : environments.revision(environment.id(), earlier);
    }

    private List<ValueRow> rows(Revision asked, @Nullable Revision before) {
        var form = catalog.version(asked.templateVersionId()).descriptor().form();
        return before == null ? review(asked.values(), form) : review(before, asked.values(), form);
    }

    private static ValueRow plain(ReviewRow row) {
        return new ValueRow(row.label(), ValueView.none(), view(row.after()), false);
    }

    private static ValueRow compared(ReviewRow row) {
        return new ValueRow(row.label(), view(row.before()), view(row.after()), row.changed());
    }

    private static ValueView view(String text) {
        return text.isEmpty() ? ValueView.none() : ValueView.of(text);
    }
}
