package dev.groundplan.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.mock.web.MockHttpServletResponse;

class EventStreamTests {
    @Test
    void sendsItsHeadersBeforeAnyEvent() {
        var response = new MockHttpServletResponse();

        new EventStream(0).extendResponse(new ServletServerHttpResponse(response));

        assertThat(response.isCommitted()).isTrue();
        assertThat(response.getContentType()).startsWith("text/event-stream");
    }
}
