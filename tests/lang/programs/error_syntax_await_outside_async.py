def f():
    await x  # expect error: SyntaxError: 'await' outside async function
