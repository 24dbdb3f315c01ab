package dev.groundplan.form;

import static dev.groundplan.form.TestForms.FORMS;
import static dev.groundplan.form.TestForms.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReviewTests {
    private final FormDefinition form = TestForms.webServer();

    @Test
    void speaksInLabels() {
        var after =
                values(
                        """
                        {"size": "m7i.large", "public": true, "zones": ["a", "b"], "tags": {"owner": "x"},
                         "allowed": [{"cidr": "10.0.0.0/8", "port": 22}], "database": {"engine": "mysql"}}
                        """);

        var rows = FORMS.review(form, Known.nothing(), after);

        assertThat(rows)
                .extracting(ReviewRow::label, ReviewRow::after)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("Size", "Large: 2 CPU, 8 GB"),
                        org.assertj.core.groups.Tuple.tuple("Reachable from the internet", "Yes"),
                        org.assertj.core.groups.Tuple.tuple("Zones", "– a\n– b"),
                        org.assertj.core.groups.Tuple.tuple("Tags", "owner: x"),
                        org.assertj.core.groups.Tuple.tuple(
                                "Allowed addresses", "– Address range: 10.0.0.0/8\n  Port: 22"),
                        org.assertj.core.groups.Tuple.tuple("Database", "Engine: mysql"));
    }

    @Test
    void marksWhatChanges() {
        var before = values("{'servers': 2, 'price': 1.5, 'public': true, 'allowed': []}");
        var after = values("{'servers': 3, 'price': 1.50, 'public': false}");

        var changed =
                FORMS.review(form, Known.previous(before), after).stream()
                        .filter(ReviewRow::changed);

        assertThat(changed)
                .containsExactly(
                        new ReviewRow("Size and network", "Servers", "/servers", "2", "3", true),
                        new ReviewRow(
                                "Size and network",
                                "Reachable from the internet",
                                "/public",
                                "Yes",
                                "No",
                                true),
                        new ReviewRow(
                                "Size and network",
                                "Allowed addresses",
                                "/allowed",
                                "(empty)",
                                "",
                                true));
    }

    @Test
    void leavesOutWhatIsNotAskedFor() {
        assertThat(FORMS.review(form, Known.nothing(), values("{'public': false}")))
                .extracting(ReviewRow::label)
                .doesNotContain("Allowed addresses");
    }

    @Test
    void showsBothSidesOfAChange() {
        var rows =
                FORMS.review(
                        form, Known.previous(values("{'servers': 2}")), values("{'servers': 3}"));

        var page =
                RenderedForm.of(
                        "<th:block th:replace=\"~{components/form-review :: review(${rows}, true)}\"></th:block>",
                        Map.of("rows", rows));

        assertThat(page.page().select("tr.form-review-changed td").eachText())
                .containsExactly("2", "3");
    }
}
