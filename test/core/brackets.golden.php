<?php
// Answers the golden cases by PHP's own parse_str:
//   php test/core/brackets.golden.php < test/core/brackets.golden.json > new.json
// Reads [{"query", "params"}] (or a plain list of queries) and writes it with the params renewed.
// Written with PHP 8.2.36 and its defaults, max_input_vars 1000 and max_input_nesting_level 64.
// No case comes near either: there PHP drops in silence and Vitrine refuses.
$cases = json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);
$flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR;
$lines = [];
foreach ($cases as $case) {
    $query = is_string($case) ? $case : $case['query'];
    parse_str($query, $params);
    $lines[] = json_encode(['query' => $query, 'params' => (object) $params], $flags);
}
echo "[\n  " . implode(",\n  ", $lines) . "\n]\n";
