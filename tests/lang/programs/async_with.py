import asyncio
class Session:
    def __init__(self, log):
        self.log = log
    async def __aenter__(self):
        self.log.append("open")
        return self
    async def __aexit__(self, *args):
        self.log.append("close")
async def main():
    log = []
    async with Session(log) as s:
        s.log.append("use")
    return log
print(asyncio.run(main()))  # expect: ['open', 'use', 'close']
