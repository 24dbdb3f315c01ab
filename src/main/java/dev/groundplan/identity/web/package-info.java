/** Login, account, people and teams pages, and the API for tokens. */
@NullMarked
package dev.groundplan.identity.web;

import org.jspecify.annotations.NullMarked;
