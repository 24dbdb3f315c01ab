/** How people and programs sign in, and the rule that every request has to pass. */
@NullMarked
package dev.groundplan.identity.security;

import org.jspecify.annotations.NullMarked;
