package dev.groundplan.engine.salt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Sentences of Salt 3008.4, as its module tells them. */
class RenderErrorTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Rendering SLS 'base:web' failed: mapping values are not allowed in this context; line 3 | web | 3 | mapping values are not allowed in this context | true
                    Rendering SLS 'base:a.b' failed: Jinja syntax error: Expected an expression; line 2~~---~a:~--- | a.b | 2 | Expected an expression | true
                    Rendering SLS 'base:web' failed: Jinja variable 'x' has no attribute 'y'; line 2~~---~a:~--- | web | 2 | 'x' has no attribute 'y' | false
                    Rendering SLS 'base:web' failed: Jinja error: text: too short~Traceback (most recent call last):~  File "x", line 582~~; line 4~~--- | web | 4 | text: too short | false
                    Rendering SLS 'base:web' failed: while parsing a flow node~did not find expected node content~  in "<unicode string>", line 3, column 1 | web | 3 | while parsing a flow node, did not find expected node content | true
                    State 'page' in SLS 'web' is not formed as a list | web | 0 | State 'page' in SLS 'web' is not formed as a list | true
                    State 'file.nosuch' was not found in SLS 'web' | web | 0 | Salt knows no state file.nosuch. | true
                    Something else | '' | 0 | Something else | true
                    """,
            quoteCharacter = '§')
    void readsWhatSaltSays(String text, String sls, int line, String message, boolean certain) {
        var errors = JsonNodeFactory.instance.arrayNode().add(text.replace('~', '\n'));

        var named = sls.equals("''") ? "" : sls;
        assertThat(RenderError.all(errors.add("Reason: of no interest")))
                .containsExactly(new RenderError(named, line, message, certain));
    }
}
