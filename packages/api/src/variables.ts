/**
 * The value of a server variable. A switch is written `"ON"` or `"OFF"`; what does not fit a JSON integer exactly
 * (a fraction, a number above 2^53) is written as a string.
 *
 * @minimum -9007199254740991
 * @maximum 9007199254740991
 * @pattern ^[^\x00-\x1f\x7f]*$
 * @form "text without control characters, or an integer"
 * @maxLength 1024
 */
export type ServerVariableValue = number | string;

/**
 * MySQL server variables by name, as `SHOW GLOBAL VARIABLES` writes them. Those that make a member a member (its
 * identity, its directories, its network, replication, the binary log and TLS) are the operator's.
 *
 * @keyPattern ^[a-z][a-z0-9_]{0,63}$ "a variable's name has lower-case letters, digits and '_', not '-'"
 * @maxProperties 64
 * @cel operator-owned "self.all(k, !k.startsWith('group_replication_') && !(k in ${OPERATOR_OWNED_VARIABLES}))" "the operator sets this variable itself: group_replication_*, identity, directories, addresses, replication, binary log and TLS are its own"
 * @cel option-prefix "self.all(k, !k.startsWith('loose_') && !k.startsWith('disable_') && !k.startsWith('maximum_'))" "the variable's own name is needed: prefixes of options (loose_, disable_, maximum_) could reach variables of the operator"
 */
export type ServerVariables = Readonly<Record<string, ServerVariableValue>>;
